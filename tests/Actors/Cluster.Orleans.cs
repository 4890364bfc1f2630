using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace OrleansLoyalty.Tests.Actors;

internal static class Framework
{
    public static ICluster NewCluster(ActorClusterOptions options, Action<IServiceCollection> configureSilo) =>
        new OrleansCluster(options, configureSilo);
}

internal sealed class OrleansCluster : ICluster
{
    private readonly InProcessTestCluster _cluster;

    public OrleansCluster(ActorClusterOptions options, Action<IServiceCollection> configureSilo)
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            configureSilo(silo.Services);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams("facts");
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
            silo.Configure<GrainCollectionOptions>(collection =>
            {
                collection.CollectionAge = options.CollectionAge;
                collection.CollectionQuantum = options.CollectionQuantum;
            });
        });
        builder.ConfigureClient(client =>
        {
            client.AddMemoryStreams("facts");
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        });
        _cluster = builder.Build();
    }

    public IClusterClient Client => _cluster.Client;

    public IServiceProvider SiloServices => _cluster.GetSiloServiceProvider();

    public Task StartAsync() => _cluster.DeployAsync();

    public Task StopSiloAsync() => _cluster.StopSiloAsync(_cluster.Silos[0]);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
