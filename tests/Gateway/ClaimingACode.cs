using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class ClaimingACode(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Claim =
        """
        mutation($code: String!) {
          claimProductCode(input: { code: $code }) {
            claim { code points balance claimedAt }
            errors {
              __typename
              ... on Error { message }
              ... on CodeAlreadyClaimedError { claimedAt }
              ... on TooManyAttemptsError { retryAfterSeconds }
            }
          }
        }
        """;

    [Fact]
    public async Task Gives_the_programs_points_and_shows_them_in_the_account()
    {
        await cluster.PrintAsync("CLAIM-1");
        using var member = await cluster.MemberAsync("13800001001");

        var claim = (await ClaimAsync(member, "CLAIM-1"))["claim"]!;

        Assert.Equal(10, claim["points"]!.GetValue<long>());
        Assert.Equal(10, claim["balance"]!.GetValue<long>());
        var me = await member.FieldAsync("{ me { balance postings { nodes { seq kind points balanceAfter source } } } }");
        Assert.Equal(
            """{"balance":10,"postings":{"nodes":[{"seq":1,"kind":"CLAIM","points":10,"balanceAfter":10,"source":"code:CLAIM-1"}]}}""",
            me.ToJsonString());
    }

    [Fact]
    public async Task Again_by_the_same_member_answers_with_the_first_claim()
    {
        await cluster.PrintAsync("CLAIM-2", "CLAIM-3");
        using var member = await cluster.MemberAsync("13800001002");
        var first = await ClaimAsync(member, "CLAIM-2");
        await ClaimAsync(member, "CLAIM-3");

        var again = await ClaimAsync(member, " CLAIM-2 ");

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(20, (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>());
    }

    [Fact]
    public async Task By_another_member_is_refused_with_the_time_of_the_claim()
    {
        await cluster.PrintAsync("CLAIM-4");
        using var first = await cluster.MemberAsync("13800001003");
        using var second = await cluster.MemberAsync("13800001004");
        var claim = await ClaimAsync(first, "CLAIM-4");

        var refused = Error(await ClaimAsync(second, "CLAIM-4"));

        Assert.Equal("CodeAlreadyClaimedError", refused["__typename"]!.GetValue<string>());
        Assert.Equal(claim["claim"]!["claimedAt"]!.ToJsonString(), refused["claimedAt"]!.ToJsonString());
    }

    [Fact]
    public async Task That_nobody_printed_is_refused_ten_times_and_then_the_member_must_wait()
    {
        await cluster.PrintAsync("CLAIM-5");
        using var member = await cluster.MemberAsync("13800001005");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("CodeNotFoundError", TypeOf(await ClaimAsync(member, $"NOBODY-{i}")));
        }

        var unknown = Error(await ClaimAsync(member, "NOBODY-10"));
        Assert.Equal("TooManyAttemptsError", unknown["__typename"]!.GetValue<string>());
        Assert.InRange(unknown["retryAfterSeconds"]!.GetValue<int>(), 540, 600);

        // Not even a good code goes through: otherwise guessing would go on.
        Assert.Equal("TooManyAttemptsError", TypeOf(await ClaimAsync(member, "CLAIM-5")));
        using var other = await cluster.MemberAsync("13800001006");
        Assert.NotNull((await ClaimAsync(other, "CLAIM-5"))["claim"]);
    }

    [Fact]
    public async Task That_others_have_claimed_does_not_count_as_guessing()
    {
        string[] codes = [.. Enumerable.Range(0, 12).Select(i => $"TAKEN-{i}")];
        await cluster.PrintAsync(codes);
        using var first = await cluster.MemberAsync("13800001007");
        using var second = await cluster.MemberAsync("13800001008");
        foreach (var code in codes)
        {
            await ClaimAsync(first, code);
        }

        foreach (var code in codes)
        {
            Assert.Equal("CodeAlreadyClaimedError", TypeOf(await ClaimAsync(second, code)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("abc")]
    [InlineData("with blank")]
    [InlineData("tab\tinside")]
    public async Task That_is_no_code_at_all_is_a_code_that_nobody_printed(string code)
    {
        using var member = await cluster.MemberAsync($"1380000{Random.Shared.Next(2000, 9999)}");

        Assert.Equal("CodeNotFoundError", TypeOf(await ClaimAsync(member, code)));
    }

    [Fact]
    public async Task Of_ten_kilobytes_is_a_code_that_nobody_printed()
    {
        using var member = await cluster.MemberAsync("13800001010");

        Assert.Equal("CodeNotFoundError", TypeOf(await ClaimAsync(member, new string('x', 10_000))));
    }

    [Fact]
    public async Task Gives_what_was_set_for_codes_claimed_from_then_on()
    {
        await using var own = new OwnCluster();
        await own.Cluster.InitializeAsync();
        await own.Cluster.PrintAsync("SET-1");
        using var admin = await own.Cluster.AdminAsync();
        using var member = await own.Cluster.MemberAsync("13800001009");

        await admin.FieldAsync("mutation { setPointsPerCode(input: { points: 25 }) { program { pointsPerCode } } }");

        Assert.Equal(25, (await ClaimAsync(member, "SET-1"))["claim"]!["points"]!.GetValue<long>());
        foreach (var points in new long[] { 0, -1, 1_000_001, long.MaxValue })
        {
            var refused = await admin.FieldAsync(
                "mutation($p: Long!) { setPointsPerCode(input: { points: $p }) { errors { __typename ... on PointsOutOfRangeError { min max } } } }",
                new { p = points });
            Assert.Equal(
                """[{"__typename":"PointsOutOfRangeError","min":1,"max":1000000}]""", refused["errors"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task That_was_voided_is_refused_and_a_claimed_one_cannot_be_voided()
    {
        await cluster.PrintAsync("VOID-1", "VOID-2");
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800001011");
        await ClaimAsync(member, "VOID-2");
        const string Void =
            """
            mutation($code: String!) { voidProductCode(input: { code: $code, reason: "lost in transit" }) {
              productCode { status } errors { __typename } } }
            """;

        Assert.Equal("VOID", (await admin.FieldAsync(Void, new { code = "VOID-1" }))["productCode"]!["status"]!.GetValue<string>());
        Assert.Equal("VOID", (await admin.FieldAsync(Void, new { code = "VOID-1" }))["productCode"]!["status"]!.GetValue<string>());
        Assert.Equal("CodeAlreadyClaimedError", TypeOf(await admin.FieldAsync(Void, new { code = "VOID-2" })));
        Assert.Equal("CodeNotFoundError", TypeOf(await admin.FieldAsync(Void, new { code = "VOID-3" })));
        Assert.Equal("CodeVoidError", TypeOf(await ClaimAsync(member, "VOID-1")));
    }

    private static Task<JsonNode> ClaimAsync(GraphQLClient member, string code) => member.FieldAsync(Claim, new { code });

    private static JsonNode Error(JsonNode payload) => Assert.Single(payload["errors"]!.AsArray())!;

    private static string TypeOf(JsonNode payload) => Error(payload)["__typename"]!.GetValue<string>();

    private sealed class OwnCluster : IAsyncDisposable
    {
        public LoyaltyCluster Cluster { get; } = new();

        public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();
    }
}
