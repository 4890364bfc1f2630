using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Feed;

public sealed class StoppingWhileSomebodyFollows
{
    [Fact]
    public async Task Does_not_wait_for_the_end_of_their_patience()
    {
        var cluster = new LoyaltyCluster();
        await cluster.InitializeAsync();
        try
        {
            using var member = await cluster.MemberAsync("13800009001");
            await using var changes = member.FollowAsync("subscription { accountChanged { balance } }").GetAsyncEnumerator();
            Assert.True(await changes.MoveNextAsync());

            // A watch of an account lasts up to 15 seconds when nobody ends it.
            await cluster.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }
}
