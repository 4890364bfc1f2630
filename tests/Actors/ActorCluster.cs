using Microsoft.Extensions.DependencyInjection;

namespace OrleansLoyalty.Tests.Actors;

/// <summary>
/// A small cluster on the framework this build was made with. Which one, only <c>Cluster.Embedded.cs</c> and
/// <c>Cluster.Orleans.cs</c> know.
/// </summary>
public sealed class ActorCluster : IAsyncLifetime
{
    private readonly ICluster _cluster;

    /// <summary>The cluster that most specifications share.</summary>
    public ActorCluster()
        : this(new ActorClusterOptions())
    {
    }

    internal ActorCluster(ActorClusterOptions options)
    {
        _cluster = Framework.NewCluster(options, services => services
            .AddSingleton(Stage)
            .AddScoped<ScopedNote>());
    }

    /// <summary>Where tests and grains wait for each other. Every grain can have it injected.</summary>
    public Stage Stage { get; } = new();

    /// <summary>As a gateway has it: outside of the silo where the framework knows a difference.</summary>
    public IClusterClient Client => _cluster.Client;

    /// <summary>As a service on the silo has it.</summary>
    public IClusterClient SiloClient => _cluster.SiloServices.GetRequiredService<IClusterClient>();

    /// <summary>A grain that no other specification uses.</summary>
    public T Fresh<T>() where T : IGrainWithStringKey => Client.GetGrain<T>(Guid.NewGuid().ToString("N"));

    /// <summary>Stops the silo as a host does on SIGTERM.</summary>
    public Task StopSiloAsync() => _cluster.StopSiloAsync();

    /// <inheritdoc />
    public Task InitializeAsync() => _cluster.StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync() => await _cluster.DisposeAsync();
}

/// <summary>What a specification may want otherwise than the rest; short, since it has to be waited for.</summary>
public sealed record ActorClusterOptions
{
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan CollectionQuantum { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>What the specifications need of a framework.</summary>
internal interface ICluster : IAsyncDisposable
{
    IClusterClient Client { get; }

    IServiceProvider SiloServices { get; }

    Task StartAsync();

    Task StopSiloAsync();
}

/// <summary>One cluster for all specifications that need nothing special of it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<ActorCluster>
{
    public const string Name = "Actors";
}
