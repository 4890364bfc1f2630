using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Tests.Channels;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Orders;

public sealed class QuotingPoints
{
    [Theory]
    [InlineData(10_000, 1_000_000, 2_000, 2_000)] // 100 yuan: at most 20, for 2,000 points.
    [InlineData(10_000, 1_500, 1_500, 1_500)]
    [InlineData(10_000, 0, 0, 0)]
    [InlineData(10_000, -5, 0, 0)]
    [InlineData(4, 1_000, 0, 0)] // A fifth of 4 fen is none.
    [InlineData(1_000_000_000_000, 1_000_000_000_000, 200_000_000_000, 200_000_000_000)]
    public void Takes_100_points_for_a_yuan_and_20_percent_of_an_order_at_most(long fen, long balance, long points, long worth)
    {
        var quote = CashQuote.For(PointsAsCash.Default, new Money(fen), new Points(balance));

        Assert.Equal((points, worth), (quote.Points.Value, quote.Worth.MinorUnits));
        Assert.Equal(fen / 5, quote.MaxWorth.MinorUnits);
    }

    [Theory]
    [InlineData(1_000, 999, 990, 99)] // Ten points a fen: what is no whole fen stays.
    [InlineData(1, 7, 7, 700)]
    [InlineData(30, 10, 10, 33)] // A third of a yuan for ten points is 33 fen.
    public void Pays_whole_minor_units_with_the_fewest_points(int pointsPerYuan, long balance, long points, long worth)
    {
        var quote = CashQuote.For(new PointsAsCash(pointsPerYuan, 100, 30), new Money(100_000), new Points(balance));

        Assert.Equal((points, worth), (quote.Points.Value, quote.Worth.MinorUnits));
    }
}

public sealed class PayingWithPoints(AShop shop) : IClassFixture<AShop>
{
    private const string Hold =
        """
        mutation($input: HoldPointsInput!) { holdPoints(input: $input) {
          hold { id points worthFen balance timesOutAt }
          errors { __typename ... on AboveShareError { maxPoints maxWorthFen maxPercent } ... on InsufficientPointsError { balance price } } } }
        """;

    private const string Void = "mutation($id: ID!) { voidHold(input: { holdId: $id }) { hold { points balance } errors { __typename } } }";
    private const string Post = "mutation($id: ID!) { postHold(input: { holdId: $id }) { hold { points balance } errors { __typename } } }";

    [Fact]
    public async Task Works_at_the_till_from_the_code_to_the_refund()
    {
        var (client, id) = await shop.JoinAsync("13800050001");
        using var member = client;
        await shop.GiveAsync(id, 5_000);
        var code = (await member.FieldAsync("{ memberCode { code } }"))["code"]!.GetValue<string>();

        var quote = await shop.Shop.FieldAsync(
            "query($code: String!) { memberAtTill(by: { code: $code }) { quotePoints(orderAmountFen: 10000) { points worthFen } } }", new { code });
        var input = new { reference = "T-1", points = 2_000, orderAmountFen = 10_000, currency = "CNY", memberCode = code };
        var held = await shop.Shop.FieldAsync(Hold, new { input });
        var again = await shop.Shop.FieldAsync(Hold, new { input });
        Assert.Equal("""{"quotePoints":{"points":2000,"worthFen":2000}}""", quote.ToJsonString());
        Assert.Equal(3_000, held["hold"]!["balance"]!.GetValue<long>());
        Assert.Equal(held.ToJsonString(), again.ToJsonString());

        var order = AShop.Order("T-1", new { memberCode = code }, 6_000, 2_000);
        order["holdId"] = held["hold"]!["id"]!.GetValue<string>();
        var placed = await shop.PlaceAsync(order);
        Assert.Equal(2_000, placed["order"]!["pointsUsed"]!.GetValue<long>());
        Assert.Equal(3_080, await shop.BalanceAsync(id));
        Assert.Equal(placed.ToJsonString(), (await shop.PlaceAsync(order)).ToJsonString());

        // A quarter of what was paid comes back, and with it a quarter of the points; then the rest exactly.
        var part = await shop.RefundAsync("T-1", "T-1-a", new { line = "2", quantity = 1 });
        Assert.Equal((500L, 20L), (part["refund"]!["pointsReturned"]!.GetValue<long>(), part["refund"]!["pointsReversed"]!.GetValue<long>()));
        await shop.RefundAsync("T-1", "T-1-b", new { line = "1", amountFen = 1_999 });
        await shop.RefundAsync("T-1", "T-1-c");
        Assert.Equal(5_000, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task A_member_holds_and_voids_their_own()
    {
        var (client, id) = await shop.JoinAsync("13800050002");
        var (strangerClient, _) = await shop.JoinAsync("13800050003");
        using var member = client;
        using var stranger = strangerClient;
        await shop.GiveAsync(id, 1_000);
        var held = await HoldAsync(member, "M-1", 1_000, 10_000);
        var holdId = held["hold"]!["id"]!.GetValue<string>();

        var refused = await stranger.FieldAsync(Void, new { id = holdId });
        var voided = await member.FieldAsync(Void, new { id = holdId });
        var again = await member.FieldAsync(Void, new { id = holdId });
        var posted = await shop.Shop.FieldAsync(Post, new { id = holdId });

        Assert.Equal("HoldNotOpenError", AChannel.Refusal(refused));
        Assert.Equal("""{"points":1000,"balance":1000}""", voided["hold"]!.ToJsonString());
        Assert.Equal(voided.ToJsonString(), again.ToJsonString());
        Assert.Equal("HoldNotOpenError", AChannel.Refusal(posted));
    }

    [Fact]
    public async Task What_a_channel_reserved_is_posted_by_that_channel_alone()
    {
        using var other = await AChannel.OpenAsync(shop.Cluster, "other");
        var (client, id) = await shop.JoinAsync("13800050004");
        using var member = client;
        await shop.GiveAsync(id, 1_000);
        await shop.Shop.FieldAsync(
            "mutation($id: ID!) { linkMember(input: { externalId: \"open-4\", memberId: $id }) { memberId } }", new { id });
        var held = await HoldAsync(shop.Shop, "C-1", 500, 10_000, externalId: "open-4");
        var holdId = held["hold"]!["id"]!.GetValue<string>();

        Assert.Equal("HoldNotOpenError", AChannel.Refusal(await other.FieldAsync(Post, new { id = holdId })));
        Assert.Equal(500, (await shop.Shop.FieldAsync(Post, new { id = holdId }))["hold"]!["points"]!.GetValue<long>());
        Assert.Equal(500, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task A_hold_pays_for_one_order()
    {
        var (client, id) = await shop.JoinAsync("13800050005");
        using var member = client;
        await shop.GiveAsync(id, 1_000);
        var held = await HoldAsync(member, "O-1", 100, 10_000);
        var first = AShop.Order("O-1", new { memberId = id }, 10_000);
        var second = AShop.Order("O-2", new { memberId = id }, 10_000);
        var holdId = held["hold"]!["id"]!.GetValue<string>();
        (first["holdId"], second["holdId"]) = (holdId, holdId);

        await shop.PlaceAsync(first);

        Assert.Equal("HoldNotOpenError", AChannel.Refusal(await shop.PlaceAsync(second)));
        Assert.Equal(1_000, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task Too_much_is_refused_with_figures()
    {
        var (client, id) = await shop.JoinAsync("13800050006");
        using var member = client;
        await shop.GiveAsync(id, 100);

        var aboveShare = await HoldAsync(member, "X-1", 2_001, 10_000);
        var aboveBalance = await HoldAsync(member, "X-1", 101, 10_000);
        var nothing = await HoldAsync(member, "X-1", 0, 10_000);
        var negative = await HoldAsync(member, "X-1", -1, 10_000);
        var noOrder = await HoldAsync(member, "X-1", 1, 0);
        var foreign = await member.FieldAsync(Hold, new
        {
            input = new { reference = "X-1", points = 1, orderAmountFen = 10_000, currency = "EUR" },
        });
        await HoldAsync(member, "X-1", 100, 10_000);

        Assert.Equal(
            """{"__typename":"AboveShareError","maxPoints":2000,"maxWorthFen":2000,"maxPercent":20}""", aboveShare["errors"]![0]!.ToJsonString());
        Assert.Equal("""{"__typename":"InsufficientPointsError","balance":100,"price":101}""", aboveBalance["errors"]![0]!.ToJsonString());
        Assert.Equal("FigureOutOfRangeError", AChannel.Refusal(nothing));
        Assert.Equal("FigureOutOfRangeError", AChannel.Refusal(negative));
        Assert.Equal("FigureOutOfRangeError", AChannel.Refusal(noOrder));
        Assert.Equal("ForeignCurrencyError", AChannel.Refusal(foreign));
        Assert.Equal("ReferenceReusedError", AChannel.Refusal(await HoldAsync(member, "X-1", 99, 10_000)));
        Assert.Equal(0, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task A_code_reserves_once()
    {
        var (client, id) = await shop.JoinAsync("13800050007");
        using var member = client;
        await shop.GiveAsync(id, 1_000);
        var code = (await member.FieldAsync("{ memberCode { code } }"))["code"]!.GetValue<string>();

        await HoldAsync(shop.Shop, "K-1", 100, 10_000, code);

        Assert.Equal("MemberCodeInvalidError", AChannel.Refusal(await HoldAsync(shop.Shop, "K-2", 100, 10_000, code)));
        Assert.Equal("BAD_INPUT", AChannel.ErrorCode(await shop.Shop.AskAsync(
            Hold, new { input = new { reference = "K-3", points = 1, orderAmountFen = 10_000, currency = "CNY" } })));
        Assert.Equal(900, await shop.BalanceAsync(id));
    }

    private static Task<System.Text.Json.Nodes.JsonNode> HoldAsync(
        GraphQLClient by, string reference, long points, long orderAmountFen, string? memberCode = null, string? externalId = null) =>
        by.FieldAsync(Hold, new { input = new { reference, points, orderAmountFen, currency = "CNY", memberCode, externalId } });
}
