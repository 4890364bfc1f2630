using System.Collections.Concurrent;
using Orleans;

namespace EmbeddedActors;

/// <inheritdoc cref="IClusterClient" />
internal sealed class GrainFactory(ActorSystem system, IServiceProvider services) : IClusterClient
{
    private readonly ConcurrentDictionary<Type, (GrainClass Class, GrainReference Prototype)> _references = new();

    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return Reference<TGrainInterface>(primaryKey);
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey)
        where TGrainInterface : IGrainWithGuidKey => Reference<TGrainInterface>(GrainKey.From(primaryKey));

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey)
        where TGrainInterface : IGrainWithIntegerKey => Reference<TGrainInterface>(GrainKey.From(primaryKey));

    private TGrainInterface Reference<TGrainInterface>(string key)
    {
        var (grain, prototype) = _references.GetOrAdd(typeof(TGrainInterface), Prepare);
        return (TGrainInterface)(object)prototype.To(new(grain, key));
    }

    private (GrainClass Class, GrainReference Prototype) Prepare(Type grainInterface) =>
        (system.Classes.For(grainInterface), GrainReference.Prototype(grainInterface, system));
}
