using System.Diagnostics;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>A guesser looks at everything but the words of an answer: its shape, its length, its time.</summary>
public sealed class TellingCodesApart(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Rounds = 400;
    private const string Claim =
        """
        mutation($code: String!) { claimProductCode(input: { code: $code }) {
          claim { code points balance claimedAt } errors { __typename ... on Error { message }
            ... on CodeNotFoundError { code } ... on CodeVoidError { code } } } }
        """;

    private readonly LoyaltyCluster _cluster = new()
    {
        Settings = { ["ScanAttempts:UnknownCodesPerAddress"] = "1000000" },
    };

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Fails_by_the_shape_of_the_answer()
    {
        var voided = await VoidedAsync(1);
        using var member = Member(0);

        var shapes = new List<string>();
        foreach (var code in new[] { "UNKNOWN-0001", "no code at all", "ab", "https://x.cn/", new string('x', 5_000), voided[0] })
        {
            shapes.Add(Shape((await member.AskAsync(Claim, new { code }))!));
        }

        Assert.Single(shapes.Distinct());
    }

    [Fact]
    public async Task Fails_by_the_time_of_the_answer()
    {
        // Each code is new, as a guesser's are, and each member guesses less often than would be refused.
        var voided = await VoidedAsync(Rounds);
        string[] kinds = ["unknown", "malformed", "void"];
        var times = kinds.ToDictionary(kind => kind, _ => new List<double>());
        for (var round = -50; round < Rounds; round++)
        {
            using var member = Member(Math.Abs(round) / 3 + (round < 0 ? 10_000 : 0));
            await member.FieldAsync("{ me { id } }"); // Signed in and connected.
            foreach (var kind in kinds.OrderBy(_ => Random.Shared.Next()))
            {
                var code = kind switch
                {
                    "unknown" => $"UNKNOWN-{Guid.NewGuid():N}"[..20],
                    "malformed" => $"NO CODE {Guid.NewGuid():N}"[..20],
                    _ => voided[Math.Max(round, 0)],
                };
                var started = Stopwatch.GetTimestamp();
                var answer = await member.FieldAsync(Claim, new { code });
                var took = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                Assert.NotEqual("TooManyAttemptsError", (string?)answer["errors"]![0]!["__typename"]);
                if (round >= 0)
                {
                    times[kind].Add(took);
                }
            }
        }

        foreach (var (kind, took) in times)
        {
            output.WriteLine($"{kind,-9} {Quantile(took, 0.25),6:N0} {Quantile(took, 0.5),6:N0} {Quantile(took, 0.75),6:N0} µs (quartiles)");
        }

        // Medians of answers taken in turns: what the machine does meanwhile, it does to all three. Malformed codes that
        // were answered without asking the database, as they once were, came in half the time.
        var medians = kinds.Select(kind => Quantile(times[kind], 0.5)).ToList();
        var noise = kinds.Max(kind => Quantile(times[kind], 0.75) - Quantile(times[kind], 0.25));
        Assert.True(
            medians.Max() - medians.Min() < Math.Max(0.2 * medians.Min(), 0.5 * noise),
            string.Join(", ", kinds.Zip(medians, (kind, median) => $"{kind} {median:N0} µs")));
    }

    /// <summary>The answer without its values: names and kinds, and the lengths of nothing.</summary>
    private static string Shape(JsonNode? node) => node switch
    {
        JsonObject some => "{" + string.Join(',', some.Select(pair => $"{pair.Key}:{Shape(pair.Value)}")) + "}",
        JsonArray some => "[" + string.Join(',', some.Select(Shape)) + "]",
        null => "null",
        _ => node.GetValueKind().ToString(),
    };

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));

    private GraphQLClient Member(int number) => new(_cluster.Address, Callers.Token(_cluster, $"m-{number}", "member"));

    private async Task<string[]> VoidedAsync(int count)
    {
        var codes = Enumerable.Range(0, count).Select(i => $"VOIDED-{Guid.NewGuid():N}"[..20]).ToArray();
        await _cluster.PrintAsync(codes);
        using var admin = await _cluster.AdminAsync();
        foreach (var code in codes)
        {
            await admin.FieldAsync(
                "mutation($code: String!) { voidProductCode(input: { code: $code, reason: \"lost\" }) { productCode { status } } }",
                new { code });
        }

        return codes;
    }
}
