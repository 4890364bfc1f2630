using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.EarningRules;

public sealed class PublishingRules(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>, IAsyncLifetime
{
    private const string Save =
        """
        mutation($rules: [RuleInput!]!, $basedOn: Long) {
          saveRuleDraft(input: { rules: $rules, basedOn: $basedOn }) {
            draft { revision rules { id effect { __typename ... on PointsPerAmount { points perFen } } } }
            errors { __typename ... on Error { message } ... on RuleOverflowsError { overflowsAboveFen largestAmountFen maxPoints }
                     ... on ExclusiveRulesOverlapError { ruleId otherRuleId priority }
                     ... on RuleNumberOutOfRangeError { field value min max } ... on RuleDraftChangedError { revision } }
          }
        }
        """;

    private const string Publish =
        """
        mutation($revision: Long!, $from: DateTime) {
          publishRuleDraft(input: { revision: $revision, effectiveFrom: $from }) {
            ruleSet { version effectiveFrom draftRevision rules { id campaignId } }
            errors { __typename ... on RuleDraftPublishedOtherwiseError { version } ... on EffectiveInThePastError { now } }
          }
        }
        """;

    private const string Simulate =
        """
        query($input: SimulateEventInput!) {
          simulateEvent(input: $input) {
            award { ruleSetVersion points parts { ruleId points explanation campaignId } } findings { ruleId verdict } day
          }
        }
        """;

    private GraphQLClient _admin = null!;

    public async Task InitializeAsync() => _admin = await cluster.AdminAsync();

    public Task DisposeAsync()
    {
        _admin.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Decides_events_from_then_on_and_says_why()
    {
        var revision = await DraftAsync(PerYuan("base", 2), Times("tenth", 2_000, new { daysOfMonth = new[] { 10 } }));

        var set = (await PublishAsync(revision))["ruleSet"]!;

        Assert.Equal(["base", "tenth"], set["rules"]!.AsArray().Select(rule => (string)rule!["id"]!));
        var later = new DateTimeOffset(2030, 1, 10, 12, 0, 0, TimeSpan.FromHours(8));
        var answer = await SimulateAsync(100_00, later);
        Assert.Equal(400, (long)answer["award"]!["points"]!);
        Assert.Equal((long)set["version"]!, (long)answer["award"]!["ruleSetVersion"]!);
        Assert.Equal("100.00 × 2 / 1.00", (string)answer["award"]!["parts"]![0]!["explanation"]!);
        Assert.Equal("2030-01-10", (string)answer["day"]!);
        Assert.Equal(200, (long)(await SimulateAsync(100_00, later.AddDays(1)))["award"]!["points"]!);
        Assert.Equal(0, (long)(await SimulateAsync(100_00, DateTimeOffset.UnixEpoch))["award"]!["points"]!);
    }

    [Fact]
    public async Task Is_answered_again_and_not_repeated()
    {
        var revision = await DraftAsync(PerYuan("again", 1));
        var first = await PublishAsync(revision);

        Assert.Equal(first.ToJsonString(), (await PublishAsync(revision)).ToJsonString());
        Assert.Equal(
            "RuleDraftPublishedOtherwiseError",
            (string)(await PublishAsync(revision, DateTimeOffset.UtcNow.AddDays(1)))["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task For_a_moment_that_has_passed_is_refused()
    {
        var revision = await DraftAsync(PerYuan("past", 3));

        var refused = await PublishAsync(revision, DateTimeOffset.UtcNow.AddMinutes(-1));

        Assert.Null(refused["ruleSet"]);
        Assert.Equal("EffectiveInThePastError", (string)refused["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task Needs_a_draft_that_holds_together()
    {
        var saved = await SaveAsync(
            PerYuan("much", 101), Gift("one", 5, exclusive: 1), Gift("two", 5, exclusive: 1), Gift("less", -5));

        Assert.Null(saved["draft"]);
        Assert.Equal(
            ["RuleOverflowsError", "RuleNumberOutOfRangeError", "ExclusiveRulesOverlapError"],
            saved["errors"]!.AsArray().Select(error => (string)error!["__typename"]!));
        Assert.Equal(990_099_009_900, (long)saved["errors"]![0]!["overflowsAboveFen"]!);
    }

    [Fact]
    public async Task Knows_no_field_that_a_rule_does_not_have()
    {
        var answer = await _admin.AskAsync(
            Save, new { rules = new object[] { new { id = "x", name = Name("x"), triggers = Orders, effect = new { @fixed = new { points = 1 } }, script = "return 1" } } });

        Assert.NotNull(answer["errors"]);
    }

    [Fact]
    public async Task Does_not_overwrite_what_somebody_saved_since()
    {
        var revision = await DraftAsync(PerYuan("mine", 1));
        await DraftAsync(PerYuan("theirs", 1));

        var saved = await _admin.FieldAsync(Save, new { rules = new[] { PerYuan("mine", 2) }, basedOn = revision });

        Assert.Equal("RuleDraftChangedError", (string)saved["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task Is_not_for_members()
    {
        using var member = await cluster.MemberAsync("13800138001");

        Assert.NotNull((await member.AskAsync(Save, new { rules = Array.Empty<object>() }))["errors"]);
        Assert.NotNull((await member.AskAsync("{ earningRules { draft { revision } } }"))["errors"]);
    }

    private static readonly string[] Orders = ["ORDER_PAID"];

    private static object Name(string id) => new { zh = id, en = id };

    private static object PerYuan(string id, long points) =>
        new { id, name = Name(id), triggers = Orders, effect = new { perAmount = new { points, perFen = 100 } } };

    private static object Times(string id, int thousandths, object conditions) =>
        new { id, name = Name(id), triggers = Orders, conditions, effect = new { multiplier = new { thousandths } } };

    private static object Gift(string id, long points, int? exclusive = null) => new
    {
        id,
        name = Name(id),
        triggers = Orders,
        effect = new { @fixed = new { points } },
        stacking = exclusive is { } priority ? new { kind = "EXCLUSIVE", priority } : null,
    };

    private Task<JsonNode> SaveAsync(params object[] rules) => _admin.FieldAsync(Save, new { rules });

    private async Task<long> DraftAsync(params object[] rules)
    {
        var saved = await SaveAsync(rules);
        Assert.True(saved["errors"] is null, saved.ToJsonString());
        return (long)saved["draft"]!["revision"]!;
    }

    private Task<JsonNode> PublishAsync(long revision, DateTimeOffset? from = null) =>
        _admin.FieldAsync(Publish, new { revision, from });

    private Task<JsonNode> SimulateAsync(long fen, DateTimeOffset occurredAt) => _admin.FieldAsync(Simulate, new
    {
        input = new
        {
            @event = new { kind = "ORDER_PAID", occurredAt, lines = new[] { new { product = "P1", amountFen = fen } } },
            member = new { tier = "standard" },
        },
    });
}
