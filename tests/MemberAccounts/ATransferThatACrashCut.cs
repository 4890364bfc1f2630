using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>Points left their sender, and the process ended before they arrived.</summary>
public sealed class ATransferThatACrashCut
{
    private const string Send =
        """
        mutation { sendPoints(input: { toPhone: "13800096002", points: 4, requestId: "s" }) { transferId balance errors { __typename } } }
        """;

    [Fact]
    public async Task Is_finished_by_the_sweeper_once()
    {
        var clock = new MovedClock();
        var breaks = true;
        var cluster = await LoyaltyCluster.WithAsync(services => services
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))
            .AddSingleton<IBatchWriter>(provider => new NoArrivals(
                ActivatorUtilities.CreateInstance<PostgresBatchWriter>(provider), () => breaks)));
        try
        {
            await cluster.PrintAsync("CUT-1");
            using var admin = await cluster.AdminAsync();
            await admin.FieldAsync(
                "mutation { setProgramTerms(input: { transfers: { allowed: true, minimum: 1, maxPerDay: 100 } }) { errors { __typename } } }");
            using var receiver = await cluster.MemberAsync("13800096002");
            using var sender = await cluster.MemberAsync("13800096001");
            await sender.FieldAsync("mutation { claimProductCode(input: { code: \"CUT-1\" }) { claim { points } } }");

            Assert.NotNull((await sender.AskAsync(Send))["errors"]);
            Assert.Equal((6, 0), (await BalanceAsync(sender), await BalanceAsync(receiver)));

            breaks = false;
            clock.Move(TimeSpan.FromMinutes(1));
            await cluster.RunDueAsync();
            await cluster.RunDueAsync();
            var again = await sender.FieldAsync(Send);

            Assert.Equal(6, again["balance"]!.GetValue<long>());
            Assert.Equal((6, 4), (await BalanceAsync(sender), await BalanceAsync(receiver)));
            Assert.Equal(1L, await cluster.Database.ScalarAsync("select count(*) from transfer_arrivals"));
            await cluster.AgreeAsync();
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private static async Task<long> BalanceAsync(GraphQLClient member) =>
        (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>();

    /// <summary>Writes everything but arrivals, while the test says so.</summary>
    private sealed class NoArrivals(IBatchWriter writer, Func<bool> breaks) : IBatchWriter
    {
        public Task WriteAsync(IReadOnlyList<Entry> entries) =>
            breaks() && entries.SelectMany(entry => entry.Facts).OfType<TransferArrived>().Any()
                ? throw new StorageUnavailableException("The process ended here.")
                : writer.WriteAsync(entries);
    }
}
