using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Nothing runs beside it: what other tests hold would be counted.</summary>
[CollectionDefinition(nameof(MemoryAfterBombs), DisableParallelization = true)]
[Collection(nameof(MemoryAfterBombs))]
public sealed class MemoryAfterBombs(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    // Each thread of the pool keeps one large buffer of each size for half a minute. After thirty rounds every thread has.
    private const int RoundsBefore = 30;
    private const int Rounds = 10;
    private const long MostBytes = 64_000_000;

    [Fact]
    public async Task Does_not_grow_with_their_number()
    {
        using var admin = await cluster.AdminAsync();
        await AllAsync(admin, RoundsBefore);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await AllAsync(admin, Rounds);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostBytes);
    }

    private static async Task AllAsync(GraphQLClient admin, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await GraphQLBombs.AllAsync(admin);
        }
    }
}
