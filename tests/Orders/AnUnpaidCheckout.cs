using OrleansLoyalty.Tests.Channels;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Orders;

/// <summary>Points were quoted and held at checkout, and the order was not paid in time.</summary>
public sealed class AnUnpaidCheckout(AShop shop) : IClassFixture<AShop>
{
    private const string Hold =
        """
        mutation($input: HoldPointsInput!) { holdPoints(input: $input) { hold { id worthFen timesOutAt } errors { __typename } } }
        """;

    private const string Account = "{ me { balance account { held } postings(kinds: [HOLD_VOIDED]) { nodes { kind points reason } } } }";

    [Fact]
    public async Task Gives_its_points_back_when_its_time_is_out()
    {
        var (client, holdId) = await HeldAsync("13800051001", "U-1");
        using var member = client;
        var held = await member.FieldAsync(Account);

        shop.Clock.Move(TimeSpan.FromMinutes(31));
        await shop.Cluster.RunDueAsync();

        var back = await member.FieldAsync(Account);
        Assert.Equal((3_000L, 2_000L), (held["balance"]!.GetValue<long>(), held["account"]!["held"]!.GetValue<long>()));
        Assert.Equal((5_000L, 0L), (back["balance"]!.GetValue<long>(), back["account"]!["held"]!.GetValue<long>()));
        Assert.Equal("""{"kind":"HOLD_VOIDED","points":0,"reason":"timed out"}""", back["postings"]!["nodes"]![0]!.ToJsonString());
        await shop.Cluster.AgreeAsync();
    }

    [Theory]
    [InlineData(false)] // The order comes before the sweeper does.
    [InlineData(true)]
    public async Task Pays_for_nothing_any_more(bool isVoided)
    {
        var (client, holdId) = await HeldAsync(isVoided ? "13800051002" : "13800051003", $"U-2-{isVoided}");
        using var member = client;
        var order = AShop.Order($"U-2-{isVoided}", new { memberId = await AChannel.IdAsync(member) }, 10_000);
        order["holdId"] = holdId;

        shop.Clock.Move(TimeSpan.FromMinutes(31));
        if (isVoided)
        {
            await shop.Cluster.RunDueAsync();
        }

        var late = await shop.PlaceAsync(order);
        var posted = await shop.Shop.FieldAsync(
            "mutation($id: ID!) { postHold(input: { holdId: $id }) { errors { __typename ... on HoldNotOpenError { holdId } } } }", new { id = holdId });
        Assert.Equal("HoldNotOpenError", AChannel.Refusal(late));
        Assert.Equal(holdId, posted["errors"]![0]!["holdId"]!.GetValue<string>());
        Assert.Equal(0L, await shop.Cluster.Database.ScalarAsync($"select count(*) from orders where order_no = 'U-2-{isVoided}'"));

        // Paid in full, it is an order like any other; its points are all there.
        await shop.Cluster.RunDueAsync();
        order.Remove("holdId");
        Assert.Equal("CREDITED", (await shop.PlaceAsync(order))["order"]!["status"]!.GetValue<string>());
        Assert.Equal(5_100, (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>());
        await shop.Cluster.AgreeAsync();
    }

    private async Task<(GraphQLClient Member, string HoldId)> HeldAsync(string phone, string reference)
    {
        var (member, id) = await shop.JoinAsync(phone);
        await shop.GiveAsync(id, 5_000);
        var quote = (await member.FieldAsync("{ me { quotePoints(orderAmountFen: 10000) { points worthFen } } }"))["quotePoints"]!;
        var points = quote["points"]!.GetValue<long>();
        Assert.Equal((2_000, 2_000L), (points, quote["worthFen"]!.GetValue<long>())); // 20 yuan of 100, at 100 points a yuan.
        var held = await member.FieldAsync(
            Hold, new { input = new { reference, points, orderAmountFen = 10_000, currency = "CNY" } });
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(30), held["hold"]!["timesOutAt"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMinutes(1));
        return (member, held["hold"]!["id"]!.GetValue<string>());
    }
}
