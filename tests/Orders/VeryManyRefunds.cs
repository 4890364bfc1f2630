using OrleansLoyalty.Tests.Channels;

namespace OrleansLoyalty.Tests.Orders;

public sealed class VeryManyRefunds(AShop shop) : IClassFixture<AShop>
{
    [Fact]
    public async Task By_line_are_500_and_what_is_left_can_be_given_back_at_once()
    {
        var (client, id) = await shop.JoinAsync("13800042001");
        using var member = client;
        using var admin = await shop.Cluster.AdminAsync();
        var order = AShop.Order("V-1", new { memberId = id });
        order["lines"] = new System.Text.Json.Nodes.JsonArray(AShop.Line("a", 1_000, 100_000), AShop.Line("b", 1, 700));
        await shop.PlaceAsync(order);
        Assert.Equal(1_007, await shop.BalanceAsync(id));

        for (var refund = 1; refund <= 500; refund++)
        {
            var settled = await shop.RefundAsync("V-1", $"V-1-{refund}", new { line = "a", quantity = 1 });
            Assert.Equal(1, settled["refund"]?["pointsReversed"]?.GetValue<long>());
        }

        var refused = await shop.RefundAsync("V-1", "V-1-501", new { line = "a", quantity = 1 });
        var shown = await admin.FieldAsync("{ order(id: \"shop:V-1\") { status refundedFen refunds { refundNo } lines { refundedQuantity } } }");
        Assert.Equal("TooManyRefundsError", AChannel.Refusal(refused));
        Assert.Equal(507, await shop.BalanceAsync(id));
        Assert.Equal(("PARTLY_REFUNDED", 50_000L, 500), (
            shown["status"]!.GetValue<string>(), shown["refundedFen"]!.GetValue<long>(), shown["refunds"]!.AsArray().Count));
        Assert.Equal("""[{"refundedQuantity":500},{"refundedQuantity":0}]""", shown["lines"]!.ToJsonString());

        var rest = await shop.RefundAsync("V-1", "V-1-rest");
        Assert.Equal((50_700L, 507L), (rest["refund"]!["amountFen"]!.GetValue<long>(), rest["refund"]!["pointsReversed"]!.GetValue<long>()));
        Assert.Equal("REFUNDED", rest["order"]!["status"]!.GetValue<string>());
        Assert.Equal(0, await shop.BalanceAsync(id));
        await shop.Cluster.AgreeAsync();
    }
}

public sealed class PagingThroughOrders(AShop shop) : IClassFixture<AShop>
{
    private const string Page =
        """
        query($first: Int, $after: String, $last: Int, $before: String) {
          me { orders(first: $first, after: $after, last: $last, before: $before) {
            nodes { orderNo } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }
        """;

    [Fact]
    public async Task Shows_each_once_those_paid_last_first_also_when_they_were_paid_in_one_moment()
    {
        var (client, id) = await shop.JoinAsync("13800042002");
        using var member = client;
        var moment = DateTimeOffset.UtcNow;
        var expected = new List<string>();
        for (var number = 0; number < 25; number++)
        {
            var order = AShop.Order($"L-{number:00}", new { memberId = id }, 100);
            order["paidAt"] = moment.AddMinutes(-(number / 5)).ToString("O"); // Five in each moment.
            await shop.PlaceAsync(order);
            expected.Add($"L-{number:00}");
        }

        expected = [.. expected.Chunk(5).SelectMany(chunk => chunk.Reverse())];

        var forward = new List<string>();
        string? cursor = null;
        for (var hasNext = true; hasNext;)
        {
            var page = (await member.FieldAsync(Page, new { first = 10, after = cursor }))["orders"]!;
            forward.AddRange(page["nodes"]!.AsArray().Select(node => node!["orderNo"]!.GetValue<string>()));
            hasNext = page["pageInfo"]!["hasNextPage"]!.GetValue<bool>();
            cursor = page["pageInfo"]!["endCursor"]!.GetValue<string>();
        }

        var back = (await member.FieldAsync(Page, new { last = 3, before = cursor }))["orders"]!;
        Assert.Equal(expected, forward);
        Assert.Equal(expected[21..24], back["nodes"]!.AsArray().Select(node => node!["orderNo"]!.GetValue<string>()));
        Assert.Equal("BAD_INPUT", AChannel.ErrorCode(await member.AskAsync(Page, new { first = 0 })));
    }
}
