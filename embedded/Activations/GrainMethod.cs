using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace EmbeddedActors;

/// <summary>One method of a grain interface, compiled once so that calling it costs no reflection.</summary>
internal abstract class GrainMethod
{
    protected GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        AlwaysInterleaves = method.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null;
        IsReadOnly = method.GetCustomAttribute<ReadOnlyAttribute>() is not null;
        CancellationIndex = Array.FindIndex(
            method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));
    }

    public string Name { get; }

    public bool AlwaysInterleaves { get; }

    public bool IsReadOnly { get; }

    /// <summary>Which argument is the cancellation token; -1 when none is.</summary>
    public int CancellationIndex { get; }

    /// <summary>Calls the grain and returns what the interface's method returns: a task of some kind.</summary>
    public abstract object Call(GrainReference grain, object?[] arguments);

    public static GrainMethod For(MethodInfo method)
    {
        var returns = method.ReturnType;

        if (returns == typeof(Task) || returns == typeof(ValueTask))
        {
            return new GrainMethod<Nothing>(method, returns == typeof(ValueTask));
        }

        if (returns.IsGenericType && returns.GetGenericTypeDefinition() is var kind
            && (kind == typeof(Task<>) || kind == typeof(ValueTask<>)))
        {
            var type = typeof(GrainMethod<>).MakeGenericType(returns.GetGenericArguments());
            return (GrainMethod)Activator.CreateInstance(type, method, kind == typeof(ValueTask<>))!;
        }

        throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {returns}, not a task.");
    }
}

/// <summary>The answer of a method that answers nothing.</summary>
internal readonly struct Nothing;

/// <inheritdoc cref="GrainMethod" />
internal sealed class GrainMethod<T>(MethodInfo method, bool returnsValueTask) : GrainMethod(method)
{
    private readonly Func<object, object?[], Task> _invoke = Compile(method);

    public override object Call(GrainReference grain, object?[] arguments)
    {
        var call = new GrainCall<T>(this, arguments);
        grain.System.Send(grain.Key, call);

        return returnsValueTask
            ? typeof(T) == typeof(Nothing) ? new ValueTask(call.Answer) : new ValueTask<T>(call.Answer)
            : call.Answer;
    }

    public async Task<T> Invoke(object grain, object?[] arguments)
    {
        var running = _invoke(grain, arguments);

        if (running is Task<T> answering)
        {
            return await answering;
        }

        await running;
        return default!;
    }

    /// <summary>Builds <c>(grain, arguments) => ((IGrainInterface)grain).Method((T0)arguments[0], …)</c>.</summary>
    private static Func<object, object?[], Task> Compile(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, index) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        Expression task = method.ReturnType.IsValueType
            ? Expression.Call(call, nameof(ValueTask.AsTask), null)
            : call;

        return Expression.Lambda<Func<object, object?[], Task>>(
            Expression.Convert(task, typeof(Task)), grain, arguments).Compile();
    }
}
