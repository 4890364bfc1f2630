using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansLoyalty.Storage.Verification;
using OrleansLoyalty.Tests.CodeImports;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Gateway;

/// <summary>A workbook of 100,000 codes comes in, and 200 members race for 20,000 of them over HTTP.</summary>
public sealed class TheWholeJob(LoyaltyCluster cluster, ITestOutputHelper output) : IClassFixture<LoyaltyCluster>
{
    private const int Printed = 100_000;
    private const int Claimed = 20_000;
    private const int Members = 200;
    private const int InFlight = 64;

    private const string Claim =
        "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } errors { __typename } } }";

    [Fact]
    public async Task Gives_every_code_to_one_member_and_every_point_to_an_account()
    {
        await ImportAsync();
        var members = new GraphQLClient[Members];
        for (var i = 0; i < Members; i++)
        {
            members[i] = await cluster.MemberAsync($"138111{i:00000}");
        }

        var answers = new ConcurrentDictionary<string, int>();
        var started = TimeProvider.System.GetTimestamp();

        // Each code is tried by two members; which of the two is first is decided by the race.
        await Parallel.ForAsync(0, 2 * Claimed, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (i, _) =>
        {
            var (code, member) = (i / 2, (i / 2 + i % 2) % Members);
            var answer = await members[member].FieldAsync(Claim, new { code = Code(code) });
            var outcome = answer["errors"] is JsonArray errors ? errors[0]!["__typename"]!.GetValue<string>() : "claimed";
            answers.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        });
        output.WriteLine($"{2 * Claimed / TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} scans a second, half of them refused.");

        Assert.Equal(Claimed, answers["claimed"]);
        Assert.Equal(Claimed, answers["CodeAlreadyClaimedError"]);
        Assert.Equal((long)Claimed, await cluster.Database.ScalarAsync("select count(*) from claims"));
        var balances = 0L;
        foreach (var member in members)
        {
            balances += (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>();
        }

        Assert.Equal(10L * Claimed, balances);
        Assert.Equal(10m * Claimed, await cluster.Database.ScalarAsync("select sum(points) from postings"));
        await using var database = new OrleansLoyalty.Storage.Database(cluster.Database.ConnectionString);
        Assert.Empty((await new Verifier(database).RunAsync()).Problems);
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"69{number:0000000000}");

    private async Task ImportAsync()
    {
        const string Import =
            """
            mutation($input: ImportProductCodesInput!) {
              importProductCodes(input: $input) { import { id } errors { ... on Error { message } } } }
            """;
        using var admin = await cluster.AdminAsync();
        var rows = Enumerable.Range(0, Printed).Select(number => new[] { ACodeFile.Text(Code(number)) });
        using var workbook = ACodeFile.Xlsx([["<c t=\"inlineStr\"><is><t>商品编码</t></is></c>"], .. rows]);
        var input = new { file = (string?)null, batchName = "首批", requestId = "whole-job" };
        using var form = new MultipartFormDataContent
        {
            { JsonContent.Create(new { query = Import, variables = new { input } }), "operations" },
            { new StringContent("""{ "0": ["variables.input.file"] }"""), "map" },
            { new StreamContent(workbook), "0", "codes.xlsx" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await admin.Http.SendAsync(request);
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        var id = answer["data"]!["importProductCodes"]!["import"]!["id"]!.GetValue<string>();

        JsonNode? last = null;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var progress in admin.FollowAsync(
            "subscription($id: ID!) { codeImportProgress(id: $id) { status rowsRead accepted duplicates rejected problem } }",
            new { id },
            patience.Token))
        {
            last = progress["data"]!["codeImportProgress"]!;
            if (last["status"]!.GetValue<string>() != "RUNNING")
            {
                break;
            }
        }

        Assert.Equal(
            $$"""{"status":"SUCCEEDED","rowsRead":{{Printed}},"accepted":{{Printed}},"duplicates":0,"rejected":0,"problem":null}""",
            last!.ToJsonString());
    }
}
