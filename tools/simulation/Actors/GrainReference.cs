using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace OrleansLoyalty.Simulation.Actors;

/// <summary>What a caller holds of a grain: each call goes where the cluster believes the grain to be.</summary>
public class GrainReference : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, Method> Methods = new();

    private Cluster _cluster = null!;
    private GrainKind _kind = null!;
    private string _key = null!;

    internal static TGrain To<TGrain>(Cluster cluster, GrainKind kind, string key)
        where TGrain : class
    {
        var proxy = Create<TGrain, GrainReference>();
        var reference = (GrainReference)(object)proxy;
        (reference._cluster, reference._kind, reference._key) = (cluster, kind, key);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var (call, answer) = Methods.GetOrAdd(targetMethod!, Prepare)(args ?? []);
        _cluster.Deliver(_kind, _key, call);
        return answer;
    }

    private static Method Prepare(MethodInfo method)
    {
        var type = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(bool);
        return (Method)typeof(GrainReference)
            .GetMethod(nameof(PrepareCall), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<MethodInfo, Method>>()(method);
    }

    private static Method PrepareCall<T>(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(Grain));
        var arguments = Expression.Parameter(typeof(object?[]));
        var invoke = Expression.Lambda<Func<Grain, object?[], Task>>(
            Expression.Call(
                Expression.Convert(grain, method.DeclaringType!),
                method,
                method.GetParameters().Select((parameter, index) => Expression.Convert(
                    Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType))),
            grain,
            arguments).Compile();
        return args =>
        {
            var call = new GrainCall<T>(invoke, args);
            return (call, call.Answer);
        };
    }

    private delegate (GrainCall Call, Task Answer) Method(object?[] arguments);
}
