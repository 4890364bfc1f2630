using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class RedeemingAnItem(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Redeem =
        """
        mutation($item: ID!, $quantity: Int!, $request: ID!) {
          redeemMallItem(input: { itemId: $item, quantity: $quantity, requestId: $request }) {
            redemption { id quantity points status item { name } member { phone } }
            balance
            errors { __typename ... on OutOfStockError { left } ... on InsufficientPointsError { balance price }
                     ... on QuantityOutOfRangeError { min max } }
          }
        }
        """;

    private const string Add =
        """
        mutation($name: String!, $price: Long!, $stock: Long!, $request: ID!) {
          addMallItem(input: { name: $name, price: $price, stock: $stock, requestId: $request }) {
            mallItem { id name price stock onSale } errors { __typename }
          }
        }
        """;

    [Fact]
    public async Task Takes_points_and_stock()
    {
        var (member, item) = await RichMemberAndItemAsync("13800002001", points: 100, price: 30, stock: 5);

        var redeemed = await RedeemAsync(member, item, 2, "r-1");

        Assert.Equal(40, redeemed["balance"]!.GetValue<long>());
        Assert.Equal(60, redeemed["redemption"]!["points"]!.GetValue<long>());
        Assert.Equal(3, await StockAsync(member, item));
        Assert.Equal(40, await BalanceAsync(member));
    }

    [Fact]
    public async Task Again_with_the_same_request_answers_the_same_and_takes_nothing()
    {
        var (member, item) = await RichMemberAndItemAsync("13800002002", points: 100, price: 60, stock: 1);
        var first = await RedeemAsync(member, item, 1, "r-1");

        // By now neither stock nor balance would cover it.
        var again = await RedeemAsync(member, item, 1, "r-1");

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(40, await BalanceAsync(member));
    }

    [Fact]
    public async Task Twenty_times_at_once_with_the_same_request_takes_once()
    {
        var (member, item) = await RichMemberAndItemAsync("13800002003", points: 1_000, price: 10, stock: 100);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RedeemAsync(member, item, 1, "same")));

        Assert.Single(answers.Select(answer => answer.ToJsonString()).Distinct());
        Assert.Equal(99, await StockAsync(member, item));
        Assert.Equal(990, await BalanceAsync(member));
    }

    [Fact]
    public async Task With_a_used_request_and_other_input_is_refused()
    {
        var (member, item) = await RichMemberAndItemAsync("13800002004", points: 100, price: 10, stock: 10);
        await RedeemAsync(member, item, 1, "r-1");

        Assert.Equal("RequestIdReusedError", TypeOf(await RedeemAsync(member, item, 2, "r-1")));
        Assert.Equal(9, await StockAsync(member, item));
    }

    [Fact]
    public async Task One_point_short_is_refused_with_the_figures_and_the_stock_is_free_again()
    {
        var (member, item) = await RichMemberAndItemAsync("13800002005", points: 99, price: 100, stock: 1);

        var refused = Assert.Single((await RedeemAsync(member, item, 1, "r-1"))["errors"]!.AsArray())!;

        Assert.Equal("""{"__typename":"InsufficientPointsError","balance":99,"price":100}""", refused.ToJsonString());
        var (rich, _) = await RichMemberAndItemAsync("13800002006", points: 100, price: 1, stock: 1);
        Assert.NotNull((await RedeemAsync(rich, item, 1, "r-1"))["redemption"]);
        Assert.Equal(
            """{"__typename":"OutOfStockError","left":0}""",
            (await RedeemAsync(member, item, 1, "r-2"))["errors"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task That_is_not_there_or_in_senseless_number_is_refused()
    {
        var (member, item) = await RichMemberAndItemAsync("13800002007", points: 10, price: 1, stock: 1);

        Assert.Equal("MallItemNotFoundError", TypeOf(await RedeemAsync(member, "i-nothing", 1, "r-1")));
        Assert.Equal("QuantityOutOfRangeError", TypeOf(await RedeemAsync(member, item, 0, "r-2")));
        Assert.Equal("QuantityOutOfRangeError", TypeOf(await RedeemAsync(member, item, -1, "r-3")));
        Assert.Equal("QuantityOutOfRangeError", TypeOf(await RedeemAsync(member, item, int.MaxValue, "r-4")));
    }

    [Fact]
    public async Task Adding_and_restocking_are_answered_again_and_not_repeated()
    {
        using var admin = await cluster.AdminAsync();
        var input = new { name = "Umbrella", price = 5, stock = 3, request = "add-again" };
        var added = await admin.FieldAsync(Add, input);
        Assert.Equal(added.ToJsonString(), (await admin.FieldAsync(Add, input)).ToJsonString());
        Assert.Equal("RequestIdReusedError", TypeOf(await admin.FieldAsync(Add, new { name = "Umbrella", price = 6, stock = 3, request = "add-again" })));
        const string Restock =
            """
            mutation($item: ID!, $quantity: Long!) {
              restockMallItem(input: { itemId: $item, quantity: $quantity, requestId: "more" }) { mallItem { stock } errors { __typename } } }
            """;
        var item = added["mallItem"]!["id"]!.GetValue<string>();

        Assert.Equal(10, (await admin.FieldAsync(Restock, new { item, quantity = 7 }))["mallItem"]!["stock"]!.GetValue<long>());
        Assert.Equal(10, (await admin.FieldAsync(Restock, new { item, quantity = 7 }))["mallItem"]!["stock"]!.GetValue<long>());
        Assert.Equal("RequestIdReusedError", TypeOf(await admin.FieldAsync(Restock, new { item, quantity = 8 })));
        Assert.Equal("QuantityOutOfRangeError", TypeOf(await admin.FieldAsync(Restock, new { item, quantity = -1 })));
        Assert.Equal("MallItemNotFoundError", TypeOf(await admin.FieldAsync(Restock, new { item = "i-none", quantity = 1 })));
        Assert.Equal("PointsOutOfRangeError", TypeOf(await admin.FieldAsync(Add, new { name = "Free", price = 0, stock = 1, request = "free" })));
    }

    [Fact]
    public async Task A_race_of_two_thousand_for_five_hundred_sells_exactly_five_hundred()
    {
        var (first, item) = await RichMemberAndItemAsync("13800003000", points: 1_000, price: 1, stock: 500);
        var members = new List<GraphQLClient> { first };
        for (var i = 1; i < 20; i++)
        {
            members.Add(await RichMemberAsync($"138000030{i:00}", 1_000));
        }

        var outcomes = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (i, _) =>
        {
            var answer = await RedeemAsync(members[i % 20], item, 1, $"race-{i}");
            outcomes.Add(answer["errors"] is JsonArray errors ? errors[0]!["__typename"]!.GetValue<string>() : "redeemed");
        });

        Assert.Equal(500, outcomes.Count(outcome => outcome == "redeemed"));
        Assert.Equal(1_500, outcomes.Count(outcome => outcome == "OutOfStockError"));
        Assert.Equal(0, await StockAsync(first, item));
        Assert.Equal(500L, await cluster.Database.ScalarAsync($"select count(*) from redemptions where item_id = '{item}'"));
    }

    private async Task<(GraphQLClient Member, string Item)> RichMemberAndItemAsync(string phone, long points, long price, long stock)
    {
        using var admin = await cluster.AdminAsync();
        var added = await admin.FieldAsync(Add, new { name = "Cup", price, stock, request = Guid.NewGuid() });
        return (await RichMemberAsync(phone, points), added["mallItem"]!["id"]!.GetValue<string>());
    }

    private async Task<GraphQLClient> RichMemberAsync(string phone, long points)
    {
        using var admin = await cluster.AdminAsync();
        var member = await cluster.MemberAsync(phone);
        var id = (await member.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>();
        await admin.FieldAsync(
            "mutation($id: ID!, $points: Long!) { adjustPoints(input: { memberId: $id, points: $points, reason: \"gift\", requestId: \"gift\" }) { posting { seq } } }",
            new { id, points });
        return member;
    }

    private static Task<JsonNode> RedeemAsync(GraphQLClient member, string item, int quantity, string request) =>
        member.FieldAsync(Redeem, new { item, quantity, request });

    private static async Task<long> StockAsync(GraphQLClient member, string item) =>
        (await member.FieldAsync("query($id: ID!) { mallItem(id: $id) { stock } }", new { id = item }))["stock"]!.GetValue<long>();

    private static async Task<long> BalanceAsync(GraphQLClient member) =>
        (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>();

    private static string TypeOf(JsonNode payload) => payload["errors"]![0]!["__typename"]!.GetValue<string>();
}
