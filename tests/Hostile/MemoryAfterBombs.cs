using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Nothing runs beside it: what other tests hold would be counted.</summary>
[CollectionDefinition(nameof(MemoryAfterBombs), DisableParallelization = true)]
[Collection(nameof(MemoryAfterBombs))]
public sealed class MemoryAfterBombs(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const int Rounds = 10;
    private const int MostTries = 30;
    private const long Enough = 32_000_000;

    [Fact]
    public async Task Settles_however_many_come()
    {
        using var admin = await cluster.AdminAsync();
        var (grown, tries) = (long.MaxValue, 0);

        // Each thread of the pool keeps one large buffer of each size for half a minute. Once every thread has, no more is
        // kept; what did not let go of requests would grow for ever.
        while (grown > Enough && tries++ < MostTries)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var round = 0; round < Rounds; round++)
            {
                await GraphQLBombs.AllAsync(admin);
            }

            grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        Assert.InRange(grown, long.MinValue, Enough);
    }
}
