using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace OrleansLoyalty.Silo;

/// <summary>Sets the actors up with Orleans: one silo on its own, or silos and gateways that PostgreSQL introduces.</summary>
public static class ActorsSetup
{
    /// <summary>What the actors are hosted by, for the line that says the system is ready.</summary>
    public const string Framework = "orleans";

    /// <summary>The meter with the number of living grains.</summary>
    public const string Meter = "Microsoft.Orleans";

    private const string SubscriptionStore = "PubSubStore"; // The name that Orleans' streams look for.
    private const string Npgsql = "Npgsql"; // The ADO.NET provider, by the name Orleans knows it.

    /// <summary>How the database knows this silo among several; <see langword="null"/> for a silo on its own and for gateways.</summary>
    public static Storage.Membership? MembershipOf(ActorsOptions options) =>
        options.NeedsCluster && options.Role != ActorsRole.Gateway
            ? new Storage.Membership(options.Process, "select orleans.require_member($1)")
            : null;

    /// <summary>Makes the tables of the cluster, where there is one.</summary>
    public static Task PrepareAsync(ActorsOptions options, string connectionString, CancellationToken cancellation) =>
        options.NeedsCluster ? OrleansTables.MakeAsync(connectionString, cancellation) : Task.CompletedTask;

    /// <summary>
    /// Adds the grains, <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>. Call it after the services that
    /// grains use, so that the grains stop before them.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="options">What this process does.</param>
    /// <param name="connectionString">The database, as a role that may create the cluster's tables.</param>
    public static IHostApplicationBuilder AddActors(
        this IHostApplicationBuilder builder, ActorsOptions options, string connectionString)
    {
        var cluster = OrleansTables.Within(connectionString, options.Process);
        return options.Role == ActorsRole.Gateway
            ? builder.UseOrleansClient(client => ConfigureClient(client, options, cluster))
            : builder.UseOrleans(silo => ConfigureSilo(silo, options, cluster));
    }

    // Orders and activities end their activation after a call, and hand those that wait on to the next one. As many times
    // as Orleans allows.
    private const int MostForwards = 255;

    // A silo that leaves tells its clients to go elsewhere, and waits for what they have sent by then.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    // An announcement to a gateway that has just died is waited for as long as any call; the journal, which stops last, must still
    // have time for what it holds.
    private static readonly TimeSpan TimeToDrain = TimeSpan.FromSeconds(15);

    private static void ConfigureSilo(ISiloBuilder silo, ActorsOptions options, string cluster)
    {
        silo.Configure<ClusterOptions>(each => Name(each, options));
        silo.Configure<SiloMessagingOptions>(each =>
        {
            each.ResponseTimeout = options.ResponseTimeout;
            each.MaxForwardCount = MostForwards;
            each.ClientGatewayShutdownNotificationTimeout = Farewell;
        });
        silo.Configure<GrainCollectionOptions>(each =>
        {
            each.CollectionAge = options.CollectionAge;
            each.CollectionQuantum = options.CollectionQuantum;
        });
        silo.AddMemoryStreams(ActorsOptions.FactStreams, streams =>
        {
            streams.ConfigurePartitioning(Queues);
            streams.ConfigurePullingAgent(agents => agents.Configure(each =>
            {
                each.GetQueueMsgsTimerPeriod = FeedDelay;
                each.MaxEventDeliveryTime = FeedPatience;
            }));
        });
        silo.Services.AddGrainInterfaceNames();
        silo.Services.Configure<HostOptions>(each => each.ShutdownTimeout = options.ResponseTimeout + TimeToDrain);

        if (options.NeedsCluster)
        {
            silo.UseAdoNetClustering(each => (each.Invariant, each.ConnectionString) = (Npgsql, cluster));
            silo.AddAdoNetGrainStorage(
                SubscriptionStore, each => (each.Invariant, each.ConnectionString) = (Npgsql, cluster));
            silo.Configure<ClusterMembershipOptions>(NoticeTheDeadSoon);
            silo.Configure<SiloOptions>(each => each.SiloName = options.Process);
            silo.Services.AddSingleton(MembershipOf(options)!);
            silo.Services.AddSingleton<SiloLease>();
            silo.Services.AddHostedService(provider => provider.GetRequiredService<SiloLease>());
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<SiloLease>());
            silo.ConfigureEndpoints(
                AddressOf(options),
                Port(options.SiloPort),
                Port(options.GatewayPort),
                listenOnAnyHostAddress: options.Address.Length == 0);
        }
        else
        {
            silo.UseLocalhostClustering(
                Port(options.SiloPort), Port(options.GatewayPort), serviceId: options.ClusterId, clusterId: options.ClusterId);
            silo.AddMemoryGrainStorage(SubscriptionStore);
        }
    }

    // A gateway learns of a vote from the table alone, and later than the silos do.
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromMilliseconds(250);

    private static void ConfigureClient(IClientBuilder client, ActorsOptions options, string cluster)
    {
        client.Configure<ClusterOptions>(each => Name(each, options));
        client.Configure<ClientMessagingOptions>(each => each.ResponseTimeout = options.GatewayResponseTimeout);
        client.Configure<GatewayOptions>(each => each.GatewayListRefreshPeriod = GatewayRefresh);
        client.Services.AddGrainInterfaceNames();
        client.AddOutgoingGrainCallFilter(TellOnceTheGatewayKnowsAsync);
        client.AddMemoryStreams(ActorsOptions.FactStreams, streams => streams.ConfigurePartitioning(Queues));
        client.UseAdoNetClustering(each => (each.Invariant, each.ConnectionString) = (Npgsql, cluster));

        // Gateways may start before the first silo, and outlive the last.
        client.UseConnectionRetryFilter(async (_, cancellation) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            return true;
        });
    }

    // Whoever is told at once that a silo was voted out sends the same call again at once; a gateway that does not know of the
    // vote sent it to the frozen silo once more, where it hung for another eight seconds.
    private static async Task TellOnceTheGatewayKnowsAsync(IOutgoingGrainCallContext call)
    {
        try
        {
            await call.Invoke();
        }
        catch (OrleansException)
        {
            await Task.Delay(2 * GatewayRefresh);
            throw;
        }
    }

    // Committed facts reach the feeds within a tenth of a second at worst; each look costs a call per queue.
    private static readonly TimeSpan FeedDelay = TimeSpan.FromMilliseconds(50);

    // An announcement that did not arrive is not sent again after that: the next one says the same.
    private static readonly TimeSpan FeedPatience = TimeSpan.FromSeconds(1);

    // There is one stream. Orleans' eight queues were looked into 160 times a second for it.
    private const int Queues = 1;

    private static void Name(ClusterOptions cluster, ActorsOptions options) =>
        (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ClusterId);

    // Three probes go unanswered, then two silos vote: a silo that died or hangs is out within eight seconds. No probe is
    // given up sooner than a second and a half, however quickly the last ones were answered: what was frozen for less than
    // three of them was not voted out, and what was frozen for longer must first ask whether it was (SiloLease).
    private static void NoticeTheDeadSoon(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1.5);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(1.5);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        // By one silo's clock alone nobody is voted out: one that was an hour ahead took each that joined for one that had
        // tried for an hour, and none could join any more. Rows are kept for longer than clocks differ.
        membership.EvictWhenMaxJoinAttemptTimeExceeded = false;
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    private static IPAddress AddressOf(ActorsOptions options) =>
        options.Address.Length == 0 ? OwnAddress() : IPAddress.Parse(options.Address);

    private static IPAddress OwnAddress() =>
        Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork)
            .FirstOrDefault(address => !IPAddress.IsLoopback(address)) ?? IPAddress.Loopback;

    private static int Port(int wanted)
    {
        if (wanted != 0)
        {
            return wanted;
        }

        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
