using System.Linq.Expressions;
using System.Reflection;
using GraphQLEngine.Types;

namespace GraphQLEngine.Binding;

/// <summary>Compiles a static method to a resolver.</summary>
internal static class ResolverCompiler
{
    /// <summary>A resolver that calls the method with what <paramref name="bind"/> says of each parameter.</summary>
    public static Resolver Compile(MethodInfo method, Func<ParameterInfo, Expression> bind)
    {
        var call = Expression.Call(method, method.GetParameters().Select(bind));
        var (adapter, result) = Adapter(method.ReturnType);
        var body = Expression.Call(Own(adapter).MakeGenericMethod(result), call);
        return Expression.Lambda<Resolver>(body, ParameterBinder.Context).Compile();
    }

    private static (string Adapter, Type Result) Adapter(Type type)
    {
        if (!TypeUse.IsTask(type))
        {
            return (nameof(FromValue), type);
        }

        var adapter = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(FromTask) : nameof(FromValueTask);
        return (adapter, type.GetGenericArguments()[0]);
    }

    private static ValueTask<object?> FromValue<T>(T value) => new(value);

    private static ValueTask<object?> FromTask<T>(Task<T> task)
    {
        return task.IsCompletedSuccessfully ? new(task.Result) : Await(task);

        static async ValueTask<object?> Await(Task<T> task) => await task;
    }

    private static ValueTask<object?> FromValueTask<T>(ValueTask<T> task)
    {
        return task.IsCompletedSuccessfully ? new(task.Result) : Await(task);

        static async ValueTask<object?> Await(ValueTask<T> task) => await task;
    }

    private static MethodInfo Own(string name) =>
        typeof(ResolverCompiler).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
}
