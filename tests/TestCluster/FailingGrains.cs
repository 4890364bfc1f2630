using System.Reflection;

namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>Grains whose every method does what the test says.</summary>
public class FailingGrains : DispatchProxy
{
    private Func<string, Task> _call = null!;

    /// <summary>Makes a factory of them.</summary>
    /// <param name="call">What becomes of a call, by the grain's key.</param>
    public static IGrainFactory Calling(Func<string, Task> call)
    {
        var factory = Create<IGrainFactory, FailingGrains>();
        ((FailingGrains)(object)factory)._call = call;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var grain = Create(targetMethod!.GetGenericArguments()[0], typeof(Called));
        ((Called)grain).Call = () => _call((string)args![0]!);
        return grain;
    }

    /// <summary>One of them.</summary>
    public class Called : DispatchProxy
    {
        internal Func<Task> Call { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Call();
    }
}
