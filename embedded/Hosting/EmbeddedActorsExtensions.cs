using EmbeddedActors;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets actors up in a host.</summary>
public static class EmbeddedActorsExtensions
{
    /// <summary>
    /// Hosts the grains of the given assemblies in this process. Registered before the services that call grains, it
    /// stops after them.
    /// </summary>
    public static IServiceCollection AddEmbeddedActors(
        this IServiceCollection services, Action<EmbeddedActorsOptions> configure)
    {
        var options = new EmbeddedActorsOptions();
        configure(options);

        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Options.Options.Create(options));
        services.AddSingleton(_ => new GrainClasses(options.GrainAssemblies));
        services.AddSingleton<ActorSystem>();
        services.AddSingleton<ActorMetrics>();
        services.AddSingleton<IClusterClient, GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddHostedService<ActorHost>();

        foreach (var name in options.StreamProviders)
        {
            services.AddKeyedSingleton<IStreamProvider>(name, (provider, _) => new EmbeddedStreamProvider(
                name, provider.GetRequiredService<ILogger<EmbeddedStreamProvider>>()));
        }

        return services;
    }
}
