using System.Net;
using System.Text.RegularExpressions;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed partial class WhatOperatorsSee(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Health_says_alive_and_ready()
    {
        using var client = cluster.Anonymous();

        Assert.Equal(HttpStatusCode.OK, (await client.Http.GetAsync("health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Http.GetAsync("health/ready")).StatusCode);
    }

    [Fact]
    public async Task Metrics_count_what_members_did_and_what_it_took()
    {
        await cluster.PrintAsync("METRIC-1");
        using var member = await cluster.MemberAsync("13800008001");
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"METRIC-1\" }) { claim { points } } }");
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"METRIC-2\" }) { claim { points } } }");

        var lines = (await member.Http.GetStringAsync("metrics")).Split('\n');

        // Other clusters of this process count into the same meters.
        Assert.True(Value(lines, "loyalty_claims_total") >= 1);
        Assert.True(Value(lines, "loyalty_refusals_total{asked=\"claim\",reason=\"ClaimCodeNotFound\"}") >= 1);
        Assert.True(Value(lines, "loyalty_points_total{direction=\"earned\"}") >= 10);
        Assert.True(Value(lines, "loyalty_journal_batch_size_count") >= 2);
        Assert.True(Value(lines, "loyalty_journal_append_seconds_bucket{le=\"+Inf\"}") >= 2);
        Assert.Contains(lines, line => line.StartsWith("loyalty_projector_lag_seconds ", StringComparison.Ordinal));
        Assert.Contains("# TYPE loyalty_claims_total counter", lines);
        Assert.Contains("# TYPE loyalty_journal_append_seconds histogram", lines);
    }

    [Fact]
    public async Task Metrics_show_the_living_grains_and_measure_no_call_for_it()
    {
        using var member = await cluster.MemberAsync("13800008002");
        await member.FieldAsync("{ me { balance } }");

        var lines = (await member.Http.GetStringAsync("metrics")).Split('\n');

        Assert.Contains(lines, line => Living().Match(line) is { Success: true } match && match.Groups["count"].Value != "0");
        Assert.DoesNotContain(lines, line =>
            line.StartsWith("# TYPE orleans_", StringComparison.Ordinal) && line.EndsWith(" histogram", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(actors_activations|orleans_catalog_activations)(\{.*\})? (?<count>\d+)$")]
    private static partial Regex Living();

    // Where another cluster of this process has a meter of its own, the series is there twice.
    private static double Value(string[] lines, string series) => lines
        .Where(line => line.StartsWith(series + " ", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
}
