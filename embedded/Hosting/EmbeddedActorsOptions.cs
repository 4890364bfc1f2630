using System.Reflection;

namespace EmbeddedActors;

/// <summary>How the actors of this process are set up.</summary>
public sealed class EmbeddedActorsOptions
{
    /// <summary>Where grain classes are looked for.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>The names under which streams can be had.</summary>
    public IList<string> StreamProviders { get; } = [];

    /// <summary>
    /// How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>; also what ends a deadlock
    /// of grains that call each other. 30 seconds, Orleans' default.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain may go uncalled before it is deactivated. 15 minutes, Orleans' default.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle grains are looked for. 1 minute, Orleans' default.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a grain's OnActivateAsync may take. 30 seconds, Orleans' default.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain's OnDeactivateAsync may take. 30 seconds, Orleans' default.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
