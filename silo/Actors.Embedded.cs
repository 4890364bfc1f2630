using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Silo;

/// <summary>Sets the actors up with the built-in: one process, no ports.</summary>
public static class ActorsSetup
{
    /// <summary>What the actors are hosted by, for the line that says the system is ready.</summary>
    public const string Framework = "embedded";

    /// <summary>The meter with the number of living grains.</summary>
    public const string Meter = "EmbeddedActors";

    /// <summary>How the database knows this process among several: one process needs no name.</summary>
    public static Storage.Membership? MembershipOf(ActorsOptions options) => null;

    /// <summary>Makes the tables that the actors themselves need: none.</summary>
    public static Task PrepareAsync(ActorsOptions options, string connectionString, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>
    /// Adds the grains, <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>. Call it after the services that
    /// grains use, so that the grains stop before them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The options ask for more than one process.</exception>
    public static IHostApplicationBuilder AddActors(
        this IHostApplicationBuilder builder, ActorsOptions options, string connectionString)
    {
        if (options.NeedsCluster)
        {
            throw new InvalidOperationException(
                "The embedded actors live in one process. Build with --actors orleans to run silos and gateways apart.");
        }

        builder.Services.AddEmbeddedActors(actors =>
        {
            actors.GrainAssemblies.Add(typeof(ProductCodeGrain).Assembly);
            actors.StreamProviders.Add(ActorsOptions.FactStreams);
            actors.ResponseTimeout = options.ResponseTimeout;
            actors.CollectionAge = options.CollectionAge;
            actors.CollectionQuantum = options.CollectionQuantum;
        });
        return builder;
    }
}
