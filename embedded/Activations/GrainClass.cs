using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;

namespace EmbeddedActors;

/// <summary>A grain class: how it is made, what its attributes say, and how many of it live.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _make;
    private int _activations;

    public GrainClass(Type type)
    {
        Type = type;
        IsReentrant = type.GetCustomAttribute<ReentrantAttribute>() is not null;
        _make = ActivatorUtilities.CreateFactory(type, []);
    }

    public Type Type { get; }

    public string Name => Type.Name;

    public bool IsReentrant { get; }

    public int Activations => Volatile.Read(ref _activations);

    public IGrainBase Make(IServiceProvider services) => (IGrainBase)_make(services, null);

    public void Born() => Interlocked.Increment(ref _activations);

    public void Gone() => Interlocked.Decrement(ref _activations);
}

/// <summary>Which class answers for which grain interface.</summary>
internal sealed class GrainClasses
{
    private readonly ConcurrentDictionary<Type, GrainClass> _byInterface = new();
    private readonly List<GrainClass> _all = [];

    public GrainClasses(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()))
        {
            if (type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type))
            {
                Add(type);
            }
        }
    }

    public IReadOnlyList<GrainClass> All => _all;

    /// <exception cref="ArgumentException">No class of the given assemblies implements the interface.</exception>
    public GrainClass For(Type grainInterface) => _byInterface.TryGetValue(grainInterface, out var grain)
        ? grain
        : throw new ArgumentException($"Could not find an implementation for interface {grainInterface}");

    private void Add(Type type)
    {
        var grain = new GrainClass(type);
        _all.Add(grain);

        foreach (var grainInterface in type.GetInterfaces().Where(each => typeof(IGrain).IsAssignableFrom(each)))
        {
            if (!_byInterface.TryAdd(grainInterface, grain) && !IsKeyKind(grainInterface))
            {
                throw new InvalidOperationException(
                    $"{grainInterface} is implemented by both {_byInterface[grainInterface].Type} and {type}.");
            }
        }
    }

    private static bool IsKeyKind(Type grainInterface) => grainInterface.Namespace == nameof(Orleans);
}
