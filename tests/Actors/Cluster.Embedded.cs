using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansLoyalty.Tests.Actors;

internal static class Framework
{
    public static ICluster NewCluster(ActorClusterOptions options, Action<IServiceCollection> configureSilo) =>
        new EmbeddedCluster(options, configureSilo);
}

internal sealed class EmbeddedCluster : ICluster
{
    private readonly IHost _host;

    public EmbeddedCluster(ActorClusterOptions options, Action<IServiceCollection> configureSilo)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        configureSilo(builder.Services);
        builder.Services.AddEmbeddedActors(actors =>
        {
            actors.GrainAssemblies.Add(typeof(EmbeddedCluster).Assembly);
            actors.StreamProviders.Add("facts");
            actors.ResponseTimeout = options.ResponseTimeout;
            actors.CollectionAge = options.CollectionAge;
            actors.CollectionQuantum = options.CollectionQuantum;
        });
        _host = builder.Build();
    }

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public IServiceProvider SiloServices => _host.Services;

    public Task StartAsync() => _host.StartAsync();

    public Task StopSiloAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
