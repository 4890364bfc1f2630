using System.Globalization;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Tiers;

public sealed class ShowingATier(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Tier =
        "tier { tier { id name benefits { kind value } } measure toNext toKeep next { id } until } tierHistory { nodes { tier name } }";

    [Fact]
    public async Task Goes_up_at_once_and_is_in_the_history()
    {
        await cluster.Grains.GetGrain<IProgramGrain>(IProgramGrain.Key).SetPointsPerCode(new(new Points(1_250), "test"));
        await cluster.PrintAsync("TIER-1");
        using var member = await cluster.MemberAsync("13800138401");
        var before = await member.FieldAsync($"{{ me {{ {Tier} }} }}");

        await member.FieldAsync("mutation { claimProductCode(input: { code: \"TIER-1\" }) { claim { points } } }");

        var after = await member.FieldAsync($"{{ me {{ {Tier} }} }}");
        Assert.Equal(
            """{"tier":{"id":"standard","name":"普通","benefits":[]},"measure":0,"toNext":1000,"toKeep":0,"next":{"id":"silver"},"until":null}""",
            Text(before["tier"]!));
        // In a year the window has moved past this month: what keeps the tier is yet to be earned. It counts whole months,
        // so a period that begins on the first of one ends with that month still in it.
        var until = DateOnly.Parse((string)after["tier"]!["until"]!, CultureInfo.InvariantCulture);
        var toKeep = until.AddDays(1).Day == 1 ? 0L : 1_000L;
        Assert.Equal(("silver", 1_250L, 3_750L, toKeep), (
            (string)after["tier"]!["tier"]!["id"]!,
            (long)after["tier"]!["measure"]!,
            (long)after["tier"]!["toNext"]!,
            (long)after["tier"]!["toKeep"]!));
        Assert.Equal("""[{"tier":"silver","name":"银"}]""", Text(after["tierHistory"]!["nodes"]!));
    }

    [Fact]
    public async Task Shows_every_tier_of_the_program_to_members()
    {
        using var member = await cluster.MemberAsync("13800138402");

        var program = await member.FieldAsync("{ program { tiers { id threshold } tierTerms { measure window graceDays } } }");

        Assert.Equal(
            ["standard 0", "silver 1000", "gold 5000", "diamond 20000"],
            program["tiers"]!.AsArray().Select(tier => $"{tier!["id"]} {tier["threshold"]}"));
    }

    private static string Text(System.Text.Json.Nodes.JsonNode node) =>
        node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
