using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.EarningRules;

/// <summary>Every effect and every condition, saved as a draft and asked by it: as an admin tries rules out.</summary>
public sealed class DecidingThroughTheGateway(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Save =
        "mutation($rules: [RuleInput!]!) { saveRuleDraft(input: { rules: $rules }) { draft { revision } errors { __typename ... on Error { message } } } }";

    private const string Simulate =
        """
        query($event: SimulatedEventInput!, $member: SimulatedMemberInput!) {
          simulateEvent(input: { event: $event, member: $member, withDraft: true }) { award { points } findings { ruleId verdict } } }
        """;

    private const string PerYuan = """{"perAmount":{"points":1,"perFen":100}}""";

    // The rule beside a point a yuan, the event, the member, and what it earns in all.
    public static TheoryData<string, string, string, long> Effects => new()
    {
        { Rule("""{"steps":{"steps":[{"fromFen":50000,"points":500},{"fromFen":100000,"points":1200}]}}"""), Order(499_99), Somebody(), 499 },
        { Rule("""{"steps":{"steps":[{"fromFen":50000,"points":500},{"fromFen":100000,"points":1200}]}}"""), Order(500_00), Somebody(), 500 + 500 },
        { Rule("""{"steps":{"steps":[{"fromFen":50000,"points":500},{"fromFen":100000,"points":1200}]}}"""), Order(1_000_00), Somebody(), 1_000 + 1_200 },
        { Rule("""{"multiplier":{"thousandths":2000}}""", """{"daysOfMonth":[10]}"""), Order(100_00, "2026-12-10"), Somebody(), 200 },
        { Rule("""{"multiplier":{"thousandths":2000}}""", """{"daysOfMonth":[10]}"""), Order(100_00, "2026-12-11"), Somebody(), 100 },
        { Rule("""{"multiplier":{"thousandths":3000}}""", """{"from":"2026-12-24","to":"2026-12-26"}"""), Order(100_00, "2026-12-26"), Somebody(), 300 },
        { Rule("""{"multiplier":{"thousandths":1200}}""", """{"tiers":["silver"]}"""), Order(100_00), Somebody("silver"), 120 },
        { Rule("""{"multiplier":{"thousandths":1500}}""", """{"tiers":["gold"]}"""), Order(100_00), Somebody("gold"), 150 },
        { Rule("""{"perAmount":{"points":2,"perFen":100,"goods":{"categories":["high"]}}}"""), Order(100_00, category: "high"), Somebody(), 100 + 200 },
        { Rule("""{"perAmount":{"points":1,"perFen":200,"goods":{"categories":["low"]}}}"""), Order(100_00, category: "low"), Somebody(), 100 + 50 },
        { Rule("""{"fixed":{"points":100}}""", trigger: "FRIEND_REGISTERED"), Happened("FRIEND_REGISTERED"), Somebody(), 100 },
        { Rule("""{"fixed":{"points":50}}""", trigger: "FRIEND_ORDERED"), Happened("FRIEND_ORDERED"), Somebody(), 50 },
    };

    [Theory]
    [MemberData(nameof(Effects))]
    public async Task Gives_what_the_rules_say(string rule, string happened, string member, long points)
    {
        var answer = await AskAsync(rule, happened, member);

        Assert.Equal(points, answer["award"]!["points"]!.GetValue<long>());
    }

    // The condition, an event and a member for whom it holds, others for whom it does not, and what is said of it then.
    public static TheoryData<string, string, string, string, string, string> Conditions => new()
    {
        { """{"channels":["tmall"]}""", Order(1_00, channel: "tmall"), Somebody(), Order(1_00, channel: "jd"), Somebody(), "OTHER_CHANNEL" },
        { """{"channels":["own"]}""", Order(1_00), Somebody(), Order(1_00, channel: "jd"), Somebody(), "OTHER_CHANNEL" },
        { """{"stores":["S-1"]}""", Order(1_00, store: "S-1"), Somebody(), Order(1_00), Somebody(), "OTHER_STORE" },
        { """{"products":["P-1"]}""", Order(1_00, product: "P-1"), Somebody(), Order(1_00), Somebody(), "NO_SUCH_PRODUCT" },
        { """{"categories":["tea"]}""", Order(1_00, category: "tea"), Somebody(), Order(1_00, category: "cup"), Somebody(), "NO_SUCH_CATEGORY" },
        { """{"minimumFen":10000}""", Order(100_00), Somebody(), Order(99_99), Somebody(), "BELOW_MINIMUM" },
        { """{"maximumFen":10000}""", Order(100_00), Somebody(), Order(100_01), Somebody(), "ABOVE_MAXIMUM" },
        { """{"firstOrder":true}""", Order(1_00), Somebody(more: ",\"firstOrder\":true"), Order(1_00), Somebody(), "NOT_FIRST_ORDER" },
        { """{"tiers":["gold"]}""", Order(1_00), Somebody("gold"), Order(1_00), Somebody(), "OTHER_TIER" },
        { """{"tags":["vip"]}""", Order(1_00), Somebody(more: ",\"tags\":[\"vip\",\"x\"]"), Order(1_00), Somebody(), "NO_SUCH_TAG" },
        { """{"from":"2026-12-01","to":"2026-12-31"}""", Order(1_00, "2026-12-31"), Somebody(), Order(1_00, "2027-01-01"), Somebody(), "OUTSIDE_DATES" },
        { """{"weekdays":["SATURDAY","SUNDAY"]}""", Order(1_00, "2026-12-05"), Somebody(), Order(1_00, "2026-12-07"), Somebody(), "OTHER_WEEKDAY" },
        { """{"daysOfMonth":[10]}""", Order(1_00, "2026-12-10"), Somebody(), Order(1_00, "2026-12-11"), Somebody(), "OTHER_DAY_OF_MONTH" },
        { """{"birthday":"DAY"}""", Order(1_00, "2026-12-10"), Born("1990-12-10"), Order(1_00, "2026-12-11"), Born("1990-12-10"), "NOT_BIRTHDAY" },
        { """{"birthday":"MONTH"}""", Order(1_00, "2026-12-11"), Born("1990-12-10"), Order(1_00, "2027-01-10"), Born("1990-12-10"), "NOT_BIRTHDAY" },
        { """{"birthday":"DAY"}""", Order(1_00, "2026-12-10"), Born("1990-12-10"), Order(1_00, "2026-12-10"), Somebody(), "NOT_BIRTHDAY" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task Holds_to_the_condition_and_says_why_it_does_not_apply(
        string condition, string happened, string member, string otherwise, string other, string verdict)
    {
        var rule = Rule("""{"fixed":{"points":7}}""", condition);

        var holds = await AskAsync(rule, happened, member);
        var not = await AskAsync(rule, otherwise, other);

        Assert.Equal("APPLIES", Verdict(holds));
        Assert.Equal(verdict, Verdict(not));
        Assert.Equal(7, holds["award"]!["points"]!.GetValue<long>() - Own(happened));
        Assert.Equal(0, not["award"]!["points"]!.GetValue<long>() - Own(otherwise));
    }

    private static string Rule(string effect, string conditions = "{}", string trigger = "ORDER_PAID") =>
        $$$"""{"id":"rule","name":{"zh":"x","en":"x"},"triggers":["{{{trigger}}}"],"conditions":{{{conditions}}},"effect":{{{effect}}}}""";

    private static string Order(
        long fen, string day = "2026-12-02", string? channel = null, string? store = null, string product = "P", string? category = null) =>
        new JsonObject
        {
            ["kind"] = "ORDER_PAID",
            ["occurredAt"] = $"{day}T12:00:00+08:00",
            ["channel"] = channel,
            ["store"] = store,
            ["lines"] = new JsonArray(new JsonObject { ["product"] = product, ["category"] = category, ["amountFen"] = fen }),
        }.ToJsonString();

    private static string Happened(string kind) => $$"""{"kind":"{{kind}}"}""";

    private static string Somebody(string tier = "standard", string more = "") =>
        $"{{\"tier\":\"{tier}\"{more}}}";

    private static string Born(string day) => $$"""{"tier":"standard","birthday":"{{day}}"}""";

    // What the point a yuan gives.
    private static long Own(string happened) => JsonNode.Parse(happened)!["lines"]![0]!["amountFen"]!.GetValue<long>() / 100;

    private static string Verdict(JsonNode answer) =>
        answer["findings"]!.AsArray().Single(finding => finding!["ruleId"]!.GetValue<string>() == "rule")!["verdict"]!.GetValue<string>();

    private async Task<JsonNode> AskAsync(string rule, string happened, string member)
    {
        using var admin = await cluster.AdminAsync();
        var perYuan = $$$"""{"id":"base","name":{"zh":"x","en":"x"},"triggers":["ORDER_PAID"],"effect":{{{PerYuan}}}}""";
        var saved = await admin.FieldAsync(Save, new { rules = new[] { JsonNode.Parse(perYuan), JsonNode.Parse(rule) } });
        Assert.True(saved["errors"] is null, saved.ToJsonString());
        return await admin.FieldAsync(Simulate, new { @event = JsonNode.Parse(happened), member = JsonNode.Parse(member) });
    }
}
