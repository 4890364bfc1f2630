using System.Reflection;
using Orleans;

namespace EmbeddedActors;

/// <summary>Which class answers for which grain interface.</summary>
internal sealed class GrainClasses(IEnumerable<Assembly> assemblies)
{
    /// <summary>Every grain class of the given assemblies.</summary>
    public IReadOnlyList<GrainClass> All { get; } =
    [
        .. assemblies.Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type))
            .Select(type => new GrainClass(type)),
    ];

    /// <summary>The class that implements the interface; of several the one that bears its name without the I.</summary>
    /// <exception cref="ArgumentException">There is none, or not one that stands out.</exception>
    public GrainClass For(Type grainInterface)
    {
        var candidates = All.Where(each => grainInterface.IsAssignableFrom(each.Type)).ToList();

        return candidates switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"Could not find an implementation for interface {grainInterface}"),
            _ => candidates.Find(each => each.Name == grainInterface.Name[1..])
                ?? throw new ArgumentException($"Several classes implement {grainInterface}: {string.Join(", ", candidates.Select(each => each.Name))}"),
        };
    }
}
