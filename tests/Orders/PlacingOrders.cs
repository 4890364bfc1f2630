using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.Channels;

namespace OrleansLoyalty.Tests.Orders;

public sealed class PlacingOrders(AShop shop) : IClassFixture<AShop>
{
    [Fact]
    public async Task Credits_the_member_of_this_phone_number_and_explains_it()
    {
        var (client, id) = await shop.JoinAsync("13800020001");
        using var member = client;

        var placed = await shop.PlaceAsync(AShop.Order("A-1", new { phone = "138-0002-0001" }, 12_850, 10_000));
        var order = placed["order"]!;
        var explanation = order["credit"]!["explanation"]!;

        Assert.Equal("CREDITED", order["status"]!.GetValue<string>());
        Assert.Equal(id, order["member"]!["id"]!.GetValue<string>());
        Assert.Equal(22_850, order["amountFen"]!.GetValue<long>());
        Assert.Equal(228, explanation["points"]!.GetValue<long>());
        Assert.Equal("base", explanation["parts"]![0]!["ruleId"]!.GetValue<string>());
        Assert.Equal(228, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task Sent_twice_answers_the_same_and_counts_once()
    {
        var (client, id) = await shop.JoinAsync("13800020002");
        using var member = client;
        var order = AShop.Order("A-2", new { memberId = id }, 10_000);

        var first = await shop.PlaceAsync(order);
        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.PlaceAsync(order)));

        Assert.All(again, answer => Assert.Equal(first.ToJsonString(), answer.ToJsonString()));
        Assert.Equal(100, await shop.BalanceAsync(id));
        Assert.Equal(1L, await shop.Cluster.Database.ScalarAsync(
            "select count(*) from event_credits where key = 'shop:order:A-2'"));
    }

    [Fact]
    public async Task The_same_number_with_other_content_is_refused()
    {
        var (client, id) = await shop.JoinAsync("13800020003");
        using var member = client;
        var order = AShop.Order("A-3", new { memberId = id }, 10_000);
        await shop.PlaceAsync(order);
        order["lines"]![0]!["amountFen"] = 20_000;

        Assert.Equal("OrderNumberReusedError", AChannel.Refusal(await shop.PlaceAsync(order)));
        Assert.Equal(100, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task The_same_number_of_another_channel_is_another_order()
    {
        using var tmall = await AChannel.OpenAsync(shop.Cluster, "tmall");
        var (client, id) = await shop.JoinAsync("13800020004");
        using var member = client;
        var order = AShop.Order("A-4", new { memberId = id }, 10_000);

        await shop.PlaceAsync(order);
        await shop.PlaceAsync(order, tmall);
        var seen = await tmall.FieldAsync("{ orders { nodes { id } } }");

        Assert.Equal(200, await shop.BalanceAsync(id));
        Assert.Equal("""{"nodes":[{"id":"tmall:A-4"}]}""", seen.ToJsonString());
        Assert.Equal("""{"data":{"order":null}}""", (await tmall.AskAsync("{ order(id: \"shop:A-4\") { id } }")).ToJsonString());
    }

    [Fact]
    public async Task Finds_the_member_by_the_code_that_they_showed_and_also_when_it_is_sent_later()
    {
        var (client, id) = await shop.JoinAsync("13800020005");
        using var member = client;
        var code = (await member.FieldAsync("{ memberCode { code } }"))["code"]!.GetValue<string>();
        var after = AShop.Order("A-6", new { memberCode = code }, 10_000);
        after["paidAt"] = DateTimeOffset.UtcNow.AddMinutes(3).ToString("O");

        await shop.PlaceAsync(AShop.Order("A-5", new { memberCode = code }, 10_000));
        var refused = await shop.PlaceAsync(after);

        Assert.Equal(100, await shop.BalanceAsync(id));
        Assert.Equal("MemberCodeInvalidError", AChannel.Refusal(refused));
    }

    [Fact]
    public async Task An_external_id_goes_before_a_phone_number()
    {
        var (client, id) = await shop.JoinAsync("13800020006");
        var (otherClient, _) = await shop.JoinAsync("13800020007");
        using var member = client;
        using var other = otherClient;
        await shop.Shop.FieldAsync(
            "mutation($id: ID!) { linkMember(input: { externalId: \"open-6\", memberId: $id }) { memberId } }", new { id });

        var placed = await shop.PlaceAsync(AShop.Order("A-7", new { externalId = "open-6", phone = "13800020007" }, 10_000));

        Assert.Equal(id, placed["order"]!["member"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_member_sees_their_own_orders_with_lines_and_an_admin_those_of_everyone()
    {
        var (client, id) = await shop.JoinAsync("13800020008");
        using var member = client;
        using var admin = await shop.Cluster.AdminAsync();
        await shop.PlaceAsync(AShop.Order("A-8", new { memberId = id }, 5_000, 7_000));

        var own = await member.FieldAsync("{ me { orders { nodes { orderNo lines { line product quantity amountFen refundedFen } refunds { refundNo } } } } }");
        var listed = await admin.FieldAsync(
            "query($id: ID) { orders(where: { memberId: $id, status: CREDITED, channel: \"shop\" }) { nodes { id } } }", new { id });
        var refunded = await admin.FieldAsync("query($id: ID) { orders(where: { memberId: $id, status: REFUNDED }) { nodes { id } } }", new { id });

        Assert.Equal(
            """{"orderNo":"A-8","lines":[{"line":"1","product":"P1","quantity":1,"amountFen":5000,"refundedFen":0},{"line":"2","product":"P2","quantity":1,"amountFen":7000,"refundedFen":0}],"refunds":[]}""",
            own["orders"]!["nodes"]![0]!.ToJsonString());
        Assert.Equal("""{"nodes":[{"id":"shop:A-8"}]}""", listed.ToJsonString());
        Assert.Empty(refunded["nodes"]!.AsArray());
        Assert.Equal("AUTH_NOT_AUTHORIZED", AChannel.ErrorCode(await member.AskAsync("{ orders { nodes { id } } }")));
    }

    public static TheoryData<string, string, string> Nonsense => new()
    {
        { "currency", "\"USD\"", "ForeignCurrencyError" },
        { "paidAt", "\"1999-12-31T23:59:59Z\"", "TimeOutOfRangeError" },
        { "paidAt", "\"2999-01-01T00:00:00Z\"", "TimeOutOfRangeError" },
        { "lines", "[]", "FigureOutOfRangeError" },
        { "lines", """[{"line":"1","product":"P","quantity":0,"amountFen":1}]""", "FigureOutOfRangeError" },
        { "lines", """[{"line":"1","product":"P","quantity":-1,"amountFen":1}]""", "FigureOutOfRangeError" },
        { "lines", """[{"line":"1","product":"P","quantity":1,"amountFen":-1}]""", "FigureOutOfRangeError" },
        { "lines", """[{"line":"1","product":"P","quantity":1,"amountFen":1000000000001}]""", "FigureOutOfRangeError" },
        { "lines", """[{"line":"1","product":"P","quantity":1,"amountFen":9223372036854775807},{"line":"2","product":"P","quantity":1,"amountFen":9223372036854775807}]""", "FigureOutOfRangeError" },
        { "lines", """[{"line":"1","product":"P","quantity":1,"amountFen":1000000000000},{"line":"2","product":"P","quantity":1,"amountFen":1}]""", "FigureOutOfRangeError" },
        { "lines", """[{"line":"1","product":"P","quantity":1,"amountFen":1},{"line":"1","product":"P","quantity":1,"amountFen":1}]""", "LineTwiceError" },
        { "customer", """{"memberId":"m-nobody"}""", "MemberNotFoundError" },
        { "customer", """{"memberCode":"nonsense"}""", "MemberCodeInvalidError" },
        { "holdId", "\"shop:checkout:none\"", "HoldNotOpenError" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_is_refused_and_changes_nothing(string field, string value, string refusal)
    {
        var order = AShop.Order("A-9", new { phone = "13800020009" }, 10_000);
        order[field] = JsonNode.Parse(value);

        Assert.Equal(refusal, AChannel.Refusal(await shop.PlaceAsync(order)));
        Assert.Equal(0L, await shop.Cluster.Database.ScalarAsync("select count(*) from orders where order_no = 'A-9'"));
    }

    [Fact]
    public async Task More_than_500_lines_are_refused_and_500_are_not()
    {
        var (client, id) = await shop.JoinAsync("13800020010");
        using var member = client;
        var many = Enumerable.Repeat(100L, 501).ToArray();

        var refused = await shop.PlaceAsync(AShop.Order("A-10", new { memberId = id }, many));
        await shop.PlaceAsync(AShop.Order("A-10", new { memberId = id }, many[1..]));

        Assert.Equal("FigureOutOfRangeError", AChannel.Refusal(refused));
        Assert.Equal(500, await shop.BalanceAsync(id));
    }
}
