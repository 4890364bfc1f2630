using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansLoyalty.Api;
using OrleansLoyalty.Api.WebPages;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Storage.Projector;
using OrleansLoyalty.Storage.Verification;

namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>
/// The whole system in this process: silos on Orleans' in-process test cluster and a gateway on a free port, over a
/// database of its own. What a test of a feature takes as a class fixture.
/// </summary>
public sealed class LoyaltyCluster : IAsyncLifetime
{
    private readonly Action<IServiceCollection>? _also;
    private readonly string _data = Directory.CreateTempSubdirectory("loyalty-test-").FullName;
    private InProcessTestCluster? _silos;
    private WebApplication? _gateway;

    /// <summary>The system as it is.</summary>
    public LoyaltyCluster()
    {
    }

    private LoyaltyCluster(Action<IServiceCollection> also) => _also = also;

    /// <summary>How many silos share the grains: 1 by default. Set before the start.</summary>
    public short Silos { get; init; } = 1;

    /// <summary>Settings other than the defaults; set before the start.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>The database under the system.</summary>
    public FreshDatabase Database { get; private set; } = null!;

    /// <summary>Where the gateway listens, ending in a slash.</summary>
    public Uri Address => new(_gateway!.Urls.First() + "/");

    /// <summary>The services of the first silo.</summary>
    public IServiceProvider Services => _silos!.GetSiloServiceProvider();

    /// <summary>The services of the gateway.</summary>
    public IServiceProvider GatewayServices => _gateway!.Services;

    /// <summary>The silos themselves, to start, stop and kill them.</summary>
    public InProcessTestCluster Orleans => _silos!;

    /// <summary>Calls grains directly.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The system with some of its services replaced; started, and disposed by the caller.</summary>
    public static async Task<LoyaltyCluster> WithAsync(Action<IServiceCollection> also)
    {
        var cluster = new LoyaltyCluster(also);
        await cluster.InitializeAsync();
        return cluster;
    }

    public async Task InitializeAsync()
    {
        Database = await FreshDatabase.CreateAsync();
        await StartAsync();
    }

    /// <summary>Starts the system, again after a stop, on the same database.</summary>
    public async Task StartAsync()
    {
        var options = new LoyaltyOptions { Postgres = Database.ConnectionString, Data = _data };
        await using (var database = new OrleansLoyalty.Storage.Database(options.Postgres))
        {
            await LoyaltyHost.PrepareDatabaseAsync(database, options, NullLogger.Instance);
        }

        _silos = await StartSilosAsync(options);
        _gateway = await StartGatewayAsync(options);
    }

    /// <summary>Drains and stops the system; the database stays.</summary>
    public async Task StopAsync()
    {
        await _gateway!.StopAsync();
        await _gateway.DisposeAsync();
        await _silos!.StopAllSilosAsync();
        await _silos.DisposeAsync();
        (_gateway, _silos) = (null, null);
    }

    /// <summary>A client that nobody has signed in.</summary>
    public GraphQLClient Anonymous() => new(Address, null);

    /// <summary>A client signed in as the member with this phone number, who joins if there is none.</summary>
    public Task<GraphQLClient> MemberAsync(string phone) => SignedInAsync(phone, "MEMBER");

    /// <summary>A client signed in as an admin.</summary>
    public Task<GraphQLClient> AdminAsync() => SignedInAsync("13900000000", "ADMIN");

    /// <summary>Prints a batch of codes without a file.</summary>
    public Task<long> PrintAsync(params string[] codes) =>
        new DemoCodes(Services.GetRequiredService<OrleansLoyalty.Storage.Database>()).PrintAsync("test", codes);

    /// <summary>Does what is due for accounts now, as the rounds do every few seconds.</summary>
    public async Task RunDueAsync()
    {
        await ProjectAsync();
        await Services.GetServices<IHostedService>().OfType<AccountRounds>().Single().RunAsync(CancellationToken.None);
        await ProjectAsync();
    }

    /// <summary>The books agree: hash chains, balances, tiers, and what must hold between the tables.</summary>
    public async Task AgreeAsync()
    {
        await ProjectAsync();
        Assert.Empty((await new Verifier(Services.GetRequiredService<OrleansLoyalty.Storage.Database>()).RunAsync()).Problems);
    }

    /// <summary>
    /// Lets the projector fold everything written so far. The horizon is the server's: a test beside this one may hold it
    /// back for a moment.
    /// </summary>
    public async Task ProjectAsync()
    {
        var written = await Database.ScalarAsync("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        do
        {
            await Services.GetRequiredService<AccountProjector>().ProjectAsync(CancellationToken.None);
        }
        while ((bool)(await Database.ScalarAsync($"select txid < {written} from projector where name = 'accounts'"))!);
    }

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
        {
            await StopAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<InProcessTestCluster> StartSilosAsync(LoyaltyOptions options)
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false; // The gateway calls grains by the first silo, as ./run's does.
        builder.ConfigureSiloHost((_, host) =>
        {
            Configure(host, options);
            host.AddSilo(options, silo => silo
                .AddMemoryGrainStorage("PubSubStore")
                .Configure<SiloMessagingOptions>(NoFarewell));
            _also?.Invoke(host.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private async Task<WebApplication> StartGatewayAsync(LoyaltyOptions options)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Configure(builder, options);
        builder.Services.AddSingleton(Services.GetRequiredService<IClusterClient>());
        builder.Services.AddSingleton(Grains);
        builder.AddGateway();
        _also?.Invoke(builder.Services);
        var gateway = builder.Build();
        gateway.MapProcess();
        gateway.MapPages();
        gateway.MapGateway();
        await gateway.StartAsync();
        return gateway;
    }

    // No client is left that would have to go elsewhere: half a second less for each stop.
    private static void NoFarewell(SiloMessagingOptions messaging) =>
        messaging.ClientGatewayShutdownNotificationTimeout = TimeSpan.Zero;

    private void Configure(IHostApplicationBuilder host, LoyaltyOptions options)
    {
        host.Logging.ClearProviders();
        host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:DevelopmentSignIn"] = "true",
            ["Access:DevelopmentKeyFile"] = Path.Combine(_data, "key.pem"),
        });
        host.Configuration.AddInMemoryCollection(Settings);
        host.AddProcess(options);
    }

    private async Task<GraphQLClient> SignedInAsync(string phone, string role)
    {
        using var anonymous = Anonymous();
        var answer = await anonymous.AskAsync(
            "mutation($phone: String!, $role: Role!) { signIn(input: { phone: $phone, role: $role }) { token } }",
            new { phone, role });
        Assert.True(answer["data"]?["signIn"]?["token"] is not null, answer.ToJsonString());
        return new GraphQLClient(Address, answer["data"]!["signIn"]!["token"]!.GetValue<string>());
    }
}
