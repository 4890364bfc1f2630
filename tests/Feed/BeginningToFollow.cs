using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Feed;

public sealed class BeginningToFollow(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Backlog =
        """
        query($last: Int) {
          redemptionBacklog(last: $last) {
            cursor
            events { __typename ... on CodeClaimed { claim { code } } ... on MallItemRedeemed { redemption { quantity } } }
          }
        }
        """;

    private const string Feed =
        "subscription($after: String) { redemptionFeed(after: $after) { ... on CodeClaimed { claim { code } } } }";

    [Fact]
    public async Task Shows_the_last_events_and_goes_on_behind_them_without_a_gap()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await cluster.PrintAsync("LAST-1", "LAST-2", "LAST-3", "NEXT-1");
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800006101");
        foreach (var code in new[] { "LAST-1", "LAST-2", "LAST-3" })
        {
            await ClaimAsync(member, code);
        }

        var backlog = await SettledAsync(admin, "LAST-3");

        Assert.Equal(["LAST-2", "LAST-3"], backlog["events"]!.AsArray().Select(Code));
        await ClaimAsync(member, "NEXT-1");
        await foreach (var happened in admin.FollowAsync(Feed, new { after = (string)backlog["cursor"]! }, patience.Token))
        {
            Assert.Equal("NEXT-1", Code(happened["data"]!["redemptionFeed"]));
            break;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task With_a_number_of_events_that_makes_no_sense_is_refused(int last)
    {
        using var admin = await cluster.AdminAsync();

        var answer = await admin.AskAsync(Backlog, new { last });

        Assert.Equal("BAD_INPUT", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    /// <summary>The backlog once it reaches an event: a transaction of a test beside this one may hold it back.</summary>
    private static async Task<JsonNode> SettledAsync(GraphQLClient admin, string code)
    {
        while (true)
        {
            var backlog = await admin.FieldAsync(Backlog, new { last = 2 });
            if (backlog["events"]!.AsArray().Any(happened => Code(happened) == code))
            {
                return backlog;
            }
        }
    }

    private static Task<JsonNode> ClaimAsync(GraphQLClient member, string code) => member.FieldAsync(
        "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } errors { __typename } } }",
        new { code });

    private static string? Code(JsonNode? happened) => (string?)happened!["claim"]?["code"];
}
