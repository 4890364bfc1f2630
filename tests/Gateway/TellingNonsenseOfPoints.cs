using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.Channels;
using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.Gateway;

/// <summary>Bad input of every kind is a refusal that says by which figures, and changes nothing in any table.</summary>
public sealed class TellingNonsenseOfPoints(AShop shop) : IClassFixture<AShop>
{
    private const string Rows =
        """
        select concat_ws(' ', (select count(*) from postings), (select count(*) from orders), (select count(*) from refunds),
                         (select count(*) from rule_sets), (select max(revision) from rule_drafts),
                         (select count(*) from activities), (select count(*) from checkout_holds),
                         (select count(*) from campaign_versions), (select count(*) from program_settings))
        """;

    private const string SaveRules =
        """
        mutation($rules: [RuleInput!]!) { saveRuleDraft(input: { rules: $rules }) { draft { revision } errors { __typename
          ... on RuleOverflowsError { largestAmountFen overflowsAboveFen maxPoints }
          ... on ExclusiveRulesOverlapError { ruleId otherRuleId priority }
          ... on RuleNumberOutOfRangeError { ruleId field value min max } } } }
        """;

    private const string Refund =
        """
        mutation($input: RefundOrderInput!) { refundOrder(input: $input) { errors { __typename
          ... on ForeignCurrencyError { currency } ... on RefundTooLargeError { ofLine leftQuantity leftFen } } } }
        """;

    private static readonly string[] Orders = ["ORDER_PAID"];

    [Theory]
    [InlineData("currency", "\"USD\"", """{"__typename":"ForeignCurrencyError","currency":"CNY"}""")]
    [InlineData("lines", """[{"line":"1","product":"P","quantity":1,"amountFen":-1}]""",
        """{"__typename":"FigureOutOfRangeError","field":"amount","ofLine":"1","min":0,"max":1000000000000}""")]
    [InlineData("lines", """[{"line":"1","product":"P","quantity":-1,"amountFen":1}]""",
        """{"__typename":"FigureOutOfRangeError","field":"quantity","ofLine":"1","min":1,"max":1000000}""")]
    public async Task An_order(string field, string value, string error)
    {
        var order = AShop.Order("N-1", new { phone = "13800090001" }, 10_000);
        order[field] = JsonNode.Parse(value);

        var refused = await UnchangedAsync(() => shop.PlaceAsync(order));

        var shown = refused["errors"]![0]!.AsObject();
        shown.Remove("message");
        Assert.Equal(error, shown.ToJsonString());
    }

    [Fact]
    public async Task An_order_that_is_yet_to_be_paid()
    {
        var order = AShop.Order("N-2", new { phone = "13800090001" }, 10_000);
        order["paidAt"] = shop.Clock.GetUtcNow().AddMinutes(6).ToString("O");

        var refused = await UnchangedAsync(() => shop.PlaceAsync(order));

        Assert.Equal("TimeOutOfRangeError", AChannel.Refusal(refused));
        Assert.Equal(
            shop.Clock.GetUtcNow().AddMinutes(5), refused["errors"]![0]!["latest"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("CNY", null, 10_001L, """{"__typename":"RefundTooLargeError","ofLine":"1","leftQuantity":2,"leftFen":10000}""")]
    [InlineData("CNY", 3, null, """{"__typename":"RefundTooLargeError","ofLine":"1","leftQuantity":2,"leftFen":10000}""")]
    [InlineData("CNY", null, long.MaxValue, """{"__typename":"RefundTooLargeError","ofLine":"1","leftQuantity":2,"leftFen":10000}""")]
    [InlineData("CNY", null, -1L, """{"__typename":"NothingRefundedError"}""")]
    [InlineData("USD", 1, null, """{"__typename":"ForeignCurrencyError","currency":"CNY"}""")]
    public async Task A_refund(string currency, int? quantity, long? amountFen, string error)
    {
        var order = AShop.Order("N-3", new { phone = "13800090002" });
        order["paidAt"] = "2026-01-01T00:00:00Z"; // The same for every case.
        order["lines"] = new JsonArray(AShop.Line("1", 2, 10_000));
        await shop.PlaceAsync(order);

        var refused = await UnchangedAsync(() => shop.Shop.FieldAsync(
            Refund, new { input = new { orderNo = "N-3", refundNo = "N-3-r", currency, lines = new[] { new { line = "1", quantity, amountFen } } } }));

        Assert.Equal(error, refused["errors"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Rules()
    {
        using var admin = await shop.Cluster.AdminAsync();
        var rules = new object[]
        {
            new { id = "much", name = Name, triggers = Orders, effect = new { perAmount = new { points = 101, perFen = 100 } } },
            new { id = "less", name = Name, triggers = Orders, effect = new { @fixed = new { points = -5 } } },
            new { id = "owed", name = Name, triggers = Orders, conditions = new { minimumFen = -1 }, effect = new { @fixed = new { points = 5 } } },
            new { id = "one", name = Name, triggers = Orders, effect = new { @fixed = new { points = 5 } }, stacking = new { kind = "EXCLUSIVE", priority = 1 } },
            new { id = "two", name = Name, triggers = Orders, effect = new { @fixed = new { points = 6 } }, stacking = new { kind = "EXCLUSIVE", priority = 1 } },
        };

        var refused = await UnchangedAsync(() => admin.FieldAsync(SaveRules, new { rules }));

        Assert.Null(refused["draft"]);
        Assert.Equal(
            [
                """{"__typename":"RuleOverflowsError","largestAmountFen":1000000000000,"overflowsAboveFen":990099009900,"maxPoints":1000000000000}""",
                """{"__typename":"RuleNumberOutOfRangeError","ruleId":"less","field":"effect.points","value":-5,"min":1,"max":1000000000000}""",
                """{"__typename":"RuleNumberOutOfRangeError","ruleId":"owed","field":"conditions.minimum","value":-1,"min":0,"max":1000000000000}""",
                """{"__typename":"ExclusiveRulesOverlapError","ruleId":"one","otherRuleId":"two","priority":1}""",
            ],
            refused["errors"]!.AsArray().Select(error => error!.ToJsonString()));
    }

    [Theory]
    [InlineData("script", """{"id":"x","name":{"zh":"x","en":"x"},"triggers":["ORDER_PAID"],"effect":{"fixed":{"points":1}},"script":"1"}""")]
    [InlineData("moon", """{"id":"x","name":{"zh":"x","en":"x"},"triggers":["ORDER_PAID"],"conditions":{"moon":"full"},"effect":{"fixed":{"points":1}}}""")]
    [InlineData("lottery", """{"id":"x","name":{"zh":"x","en":"x"},"triggers":["ORDER_PAID"],"effect":{"lottery":{"points":1}}}""")]
    [InlineData("MOON_ROSE|EarningEventKind", """{"id":"x","name":{"zh":"x","en":"x"},"triggers":["MOON_ROSE"],"effect":{"fixed":{"points":1}}}""")]
    public async Task A_field_that_no_rule_has(string name, string rule)
    {
        using var admin = await shop.Cluster.AdminAsync();

        var refused = await UnchangedAsync(() => admin.AskAsync(SaveRules, new { rules = new[] { JsonNode.Parse(rule) } }));

        Assert.Null(refused["data"]);
        Assert.Matches(name, refused["errors"]![0]!.ToJsonString()); // Engines differ in whether they name the value or its type.
    }

    [Fact]
    public async Task What_members_do()
    {
        var (client, id) = await shop.JoinAsync("13800090003");
        using var member = client;
        const string Record =
            """
            mutation($input: RecordActivityInput!) { recordActivity(input: $input) { errors { __typename
              ... on TimeOutOfRangeError { earliest } } } }
            """;
        const string Hold =
            """
            mutation($points: Long!) { holdPoints(input: { reference: "N", points: $points, orderAmountFen: 100, currency: "CNY" }) {
              errors { __typename ... on FigureOutOfRangeError { field min max } } } }
            """;

        var future = await UnchangedAsync(() => shop.Shop.FieldAsync(Record, new
        {
            input = new { kind = "REVIEW", externalId = "N", member = new { memberId = id }, occurredAt = shop.Clock.GetUtcNow().AddMinutes(6) },
        }));
        var negative = await UnchangedAsync(() => member.FieldAsync(Hold, new { points = -1 }));

        Assert.Equal("""{"__typename":"TimeOutOfRangeError","earliest":"2000-01-01T00:00:00.000Z"}""", future["errors"]![0]!.ToJsonString());
        Assert.Equal(
            """{"__typename":"FigureOutOfRangeError","field":"points","min":1,"max":1000000000000}""", negative["errors"]![0]!.ToJsonString());
    }

    private static object Name => new { zh = "x", en = "x" };

    private async Task<JsonNode> UnchangedAsync(Func<Task<JsonNode>> ask)
    {
        var before = await shop.Cluster.Database.ScalarAsync(Rows);
        var answer = await ask();
        Assert.Equal(before, await shop.Cluster.Database.ScalarAsync(Rows));
        return answer;
    }
}
