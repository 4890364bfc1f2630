using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using OrleansLoyalty.Feed;

namespace OrleansLoyalty.Silo;

/// <summary>Sets a silo up, whatever tells it of the others: nothing, PostgreSQL or a test's own cluster.</summary>
public static class OrleansSilo
{
    /// <summary>There is one stream. Orleans' eight queues were looked into 160 times a second for it.</summary>
    internal const int Queues = 1;

    private const string SubscriptionStore = "PubSubStore"; // The name that Orleans' streams look for.

    // Orders and activities end their activation after a call, and hand those that wait on to the next one. As many times
    // as Orleans allows.
    private const int MostForwards = 255;

    // A silo that leaves tells its clients to go elsewhere, and waits for what they have sent by then.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    // An announcement to a gateway that has just died is waited for as long as any call; the journal, which stops last,
    // must still have time for what it holds.
    private static readonly TimeSpan TimeToDrain = TimeSpan.FromSeconds(15);

    // Committed facts reach the feeds within a tenth of a second at worst; each look costs a call per queue.
    private static readonly TimeSpan FeedDelay = TimeSpan.FromMilliseconds(50);

    // An announcement that did not arrive is not sent again after that: the next one says the same.
    private static readonly TimeSpan FeedPatience = TimeSpan.FromSeconds(1);

    /// <summary>What every silo has: how long calls and grains live, and the stream of commits.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">What this process does.</param>
    public static ISiloBuilder AddLoyaltyGrains(this ISiloBuilder silo, ProcessOptions options)
    {
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
        silo.AddMemoryStreams(FactsCommitted.Provider, streams =>
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
        return silo;
    }

    /// <summary>One silo on its own: it knows of no other, and keeps subscriptions in memory.</summary>
    internal static void OnItsOwn(this ISiloBuilder silo, ProcessOptions options)
    {
        silo.UseLocalhostClustering(
            Port(options.SiloPort),
            Port(options.GatewayPort),
            serviceId: options.ClusterId,
            clusterId: options.ClusterId);
        silo.AddMemoryGrainStorage(SubscriptionStore);
    }

    /// <summary>One of several silos, which PostgreSQL introduces to each other.</summary>
    internal static void InACluster(this ISiloBuilder silo, ProcessOptions options, string postgres)
    {
        var cluster = OrleansTables.Within(postgres, options.Name);
        silo.Configure<ClusterOptions>(options.NameCluster);
        silo.UseAdoNetClustering(each => (each.Invariant, each.ConnectionString) = (OrleansTables.Provider, cluster));
        silo.AddAdoNetGrainStorage(
            SubscriptionStore, each => (each.Invariant, each.ConnectionString) = (OrleansTables.Provider, cluster));
        silo.Configure<ClusterMembershipOptions>(NoticeTheDeadSoon);
        silo.Configure<SiloOptions>(each => each.SiloName = options.Name);
        silo.Services.AddSingleton(OrleansTables.MembershipOf(options)!);
        silo.Services.AddSingleton<SiloLease>();
        silo.Services.AddHostedService(provider => provider.GetRequiredService<SiloLease>());
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<SiloLease>());
        silo.ConfigureEndpoints(
            AddressOf(options),
            Port(options.SiloPort),
            Port(options.GatewayPort),
            listenOnAnyHostAddress: options.Address.Length == 0);
    }

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
        // No silo is voted out by another's clock alone: a silo whose clock was an hour fast evicted every joining silo.
        // Rows are kept for longer than clocks differ.
        membership.EvictWhenMaxJoinAttemptTimeExceeded = false;
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    private static IPAddress AddressOf(ProcessOptions options) =>
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
