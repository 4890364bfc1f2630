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

    /// <exception cref="InvalidOperationException">The constructor threw the inner exception.</exception>
    public IGrainBase Make(IServiceProvider services)
    {
        try
        {
            return (IGrainBase)_make(services, null);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Failed to create an instance of grain type '{Type}'.", exception);
        }
    }

    public void Born() => Interlocked.Increment(ref _activations);

    public void Gone() => Interlocked.Decrement(ref _activations);
}
