using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Orleans.Runtime;

namespace EmbeddedActors;

/// <summary>
/// What a caller holds of a grain: an object of the grain's interface that sends each call to the grain's activation.
/// Public only because the runtime derives the proxies from it.
/// </summary>
public class GrainReference : DispatchProxy, IAddressable
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<MethodInfo, GrainMethod>> Compiled = new();

    private FrozenDictionary<MethodInfo, GrainMethod> _methods = null!;

    internal ActorSystem System { get; private set; } = null!;

    internal GrainKey Key { get; private set; }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainReference other && other.Key == Key;

    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Key.ToString();

    /// <summary>One reference of an interface, to be copied with <see cref="To"/>.</summary>
    internal static GrainReference Prototype(Type grainInterface, ActorSystem system)
    {
        var prototype = (GrainReference)Create(grainInterface, typeof(GrainReference));
        prototype.System = system;
        prototype._methods = Compiled.GetOrAdd(grainInterface, CompileMethods);
        return prototype;
    }

    /// <summary>The same reference to another grain. Copying is far cheaper than making a proxy.</summary>
    internal GrainReference To(GrainKey key)
    {
        var copy = (GrainReference)MemberwiseClone();
        copy.Key = key;
        return copy;
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _methods[targetMethod!].Call(this, args ?? []);

    private static FrozenDictionary<MethodInfo, GrainMethod> CompileMethods(Type grainInterface) =>
        grainInterface.GetInterfaces().Append(grainInterface)
            .SelectMany(each => each.GetMethods())
            .Where(method => method.IsAbstract)
            .ToFrozenDictionary(method => method, GrainMethod.For);
}
