using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace OrleansLoyalty.Silo;

/// <summary>
/// Remembers what Orleans calls each grain interface. Orleans looks at the attributes of an interface and spells its name anew for each
/// reference to a grain, of which a claim takes two.
/// </summary>
internal sealed class GrainInterfaceNames(IServiceProvider services, TypeConverter types) : IGrainInterfaceTypeProvider
{
    private readonly GrainInterfaceTypeResolver _names = new([new AttributeGrainInterfaceTypeProvider(services)], types);
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _known = new();

    /// <inheritdoc/>
    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _known.GetOrAdd(type, _names.GetGrainInterfaceType);
        return true;
    }
}

/// <summary>Puts the names before Orleans' own way to them.</summary>
internal static class GrainInterfaceNamesSetUp
{
    /// <summary>Adds the names: the first that is asked is the only one.</summary>
    internal static void AddGrainInterfaceNames(this IServiceCollection services) =>
        services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, GrainInterfaceNames>());
}
