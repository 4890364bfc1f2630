using Orleans.Configuration;
using OrleansLoyalty.Feed;

namespace OrleansLoyalty.Silo;

/// <summary>Sets a gateway of its own up as a client of the silos.</summary>
internal static class OrleansClient
{
    // A gateway learns of a vote from the table alone, and later than the silos do.
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);

    /// <summary>A client that finds the silos in PostgreSQL.</summary>
    internal static void OfACluster(this IClientBuilder client, ProcessOptions options, string postgres)
    {
        var cluster = OrleansTables.Within(postgres, options.Name);
        client.Configure<ClusterOptions>(options.NameCluster);
        client.Configure<ClientMessagingOptions>(each => each.ResponseTimeout = options.GatewayResponseTimeout);
        client.Configure<GatewayOptions>(each => each.GatewayListRefreshPeriod = Refresh);
        client.Services.AddGrainInterfaceNames();
        client.AddOutgoingGrainCallFilter(TellOnceTheGatewayKnowsAsync);
        client.AddMemoryStreams(
            FactsCommitted.Provider, streams => streams.ConfigurePartitioning(OrleansSilo.Queues));
        client.UseAdoNetClustering(each => (each.Invariant, each.ConnectionString) = (OrleansTables.Provider, cluster));

        // Gateways may start before the first silo, and outlive the last.
        client.UseConnectionRetryFilter(async (_, cancellation) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            return true;
        });
    }

    // A caller that learns at once that a silo was voted out retries at once; a gateway that did not know of the vote sent
    // that retry to the frozen silo, where it hung for another eight seconds.
    private static async Task TellOnceTheGatewayKnowsAsync(IOutgoingGrainCallContext call)
    {
        try
        {
            await call.Invoke();
        }
        catch (OrleansException)
        {
            await Task.Delay(2 * Refresh);
            throw;
        }
    }
}
