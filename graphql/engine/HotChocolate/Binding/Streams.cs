using System.Linq.Expressions;
using System.Reflection;
using GraphQLEngine.Types;
using HotChocolate.Types;

namespace GraphQLEngine.Binding;

/// <summary>Compiles the method that opens a subscription's stream.</summary>
internal static class Streams
{
    /// <summary>Finds and compiles what [Subscribe(With = …)] names; the access rule is asked before anything is opened.</summary>
    public static Subscriber Compile(
        MethodInfo resolver, InputValueList arguments, ParameterBinder parameters, AccessRule? rule)
    {
        var open = Open(SourceOf(resolver), arguments, parameters);
        return context =>
        {
            rule?.Demand(context.Request.User);
            return new(open(context));
        };
    }

    private static MethodInfo SourceOf(MethodInfo resolver)
    {
        var where = $"{resolver.DeclaringType}.{resolver.Name}";
        var name = resolver.GetCustomAttribute<SubscribeAttribute>()?.With
            ?? throw new SchemaBindingException($"{where} needs [Subscribe(With = …)]; methods that are no field are private.");
        var source = resolver.DeclaringType!.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new SchemaBindingException($"{where} names the stream {name}, which there is not.");

        return typeof(IAsyncEnumerable<object?>).IsAssignableFrom(source.ReturnType)
            ? source
            : throw new SchemaBindingException($"{where} names the stream {name}, which must return an IAsyncEnumerable of a class.");
    }

    private static Func<Execution.ResolverContext, IAsyncEnumerable<object?>> Open(
        MethodInfo source, InputValueList arguments, ParameterBinder parameters)
    {
        var call = Expression.Call(
            source, source.GetParameters().Select(parameter => parameters.Bind(parameter, arguments, page: null)));
        return Expression
            .Lambda<Func<Execution.ResolverContext, IAsyncEnumerable<object?>>>(
                Expression.Convert(call, typeof(IAsyncEnumerable<object?>)), ParameterBinder.Context)
            .Compile();
    }
}
