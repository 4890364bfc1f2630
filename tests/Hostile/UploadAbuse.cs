using System.Text;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Multipart requests that are none, or too much of one.</summary>
public sealed class UploadAbuse(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Operations =
        """
        {"query":"mutation($input: ImportProductCodesInput!) { importProductCodes(input: $input) { import { id } } }",
         "variables":{"input":{"file":null,"batchName":"abuse","requestId":"abuse"}}}
        """;

    private static readonly (string, string) Map = ("map", """{"0":["variables.input.file"]}""");

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_refused_and_imports_nothing(string name)
    {
        using var admin = await cluster.AdminAsync();
        using var form = new MultipartFormDataContent();
        foreach (var (part, content) in Requests[name]())
        {
            if (part.StartsWith("file:", StringComparison.Ordinal))
            {
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), part[5..], "codes.csv");
            }
            else
            {
                form.Add(new StringContent(content), part);
            }
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await admin.Http.SendAsync(request);

        Assert.True((int)response.StatusCode is >= 400 and < 500, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from imports where request_id = 'abuse'"));
    }

    [Fact]
    public async Task By_a_name_that_climbs_out_of_its_folder_is_only_a_name()
    {
        using var admin = await cluster.AdminAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Operations.Replace("\"requestId\":\"abuse\"", "\"requestId\":\"climbs\"", StringComparison.Ordinal)), "operations" },
            { new StringContent(Map.Item2), "map" },
            { new ByteArrayContent("CLIMB-1\n"u8.ToArray()), "0", "../../../../tmp/climbed.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await admin.Http.SendAsync(request);

        Assert.Contains("\"import\":{\"id\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists("/tmp/climbed.csv"));
        await cluster.Database.ScalarAsync("delete from imports where request_id = 'climbs'");
    }

    private static Dictionary<string, Func<IEnumerable<(string Part, string Content)>>> Requests { get; } = new()
    {
        ["nothing"] = () => [("nothing", "x")],
        ["no map"] = () => [("operations", Operations), ("file:0", "ABUSE-1")],
        ["no operations"] = () => [Map, ("file:0", "ABUSE-1")],
        ["the map first"] = () => [Map, ("operations", "{oops"), ("file:0", "ABUSE-1")],
        ["a map that is no JSON"] = () => [("operations", Operations), ("map", "{oops"), ("file:0", "ABUSE-1")],
        ["a map that is a list"] = () => [("operations", Operations), ("map", "[]"), ("file:0", "ABUSE-1")],
        ["a map of a file that is not there"] = () => [("operations", Operations), ("map", """{"1":["variables.input.file"]}""")],
        ["a map to nowhere"] = () => [("operations", Operations), ("map", """{"0":["variables.nothing.of.this"]}"""), ("file:0", "ABUSE-1")],
        ["a map to what is no file"] = () => [("operations", Operations), ("map", """{"0":["variables.input.batchName"]}"""), ("file:0", "ABUSE-1")],
        ["a map to the query itself"] = () => [("operations", Operations), ("map", """{"0":["query"]}"""), ("file:0", "ABUSE-1")],
        ["a map to a place beyond all lists"] = () => [("operations", Operations), ("map", """{"0":["variables.input.file.99999999"]}"""), ("file:0", "ABUSE-1")],
        ["a map of a million places"] = () => [("operations", Operations), ("map", $"{{\"0\":[{string.Join(',', Enumerable.Repeat("\"variables.input.file\"", 100_000))}]}}"), ("file:0", "ABUSE-1")],
        ["a hundred files"] = () => [("operations", Operations), ("map", $"{{{string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"{i}\":[\"variables.input.file\"]"))}}}"), .. Enumerable.Range(0, 100).Select(i => ($"file:{i}", "ABUSE-1"))],
        ["two thousand parts"] = () => [("operations", Operations), Map, .. Enumerable.Range(0, 2_000).Select(i => ($"x{i}", "y")), ("file:0", "ABUSE-1")],
        ["operations of two megabytes"] = () => [("operations", Operations + new string(' ', 2_000_000)), Map, ("file:0", "ABUSE-1")],
        ["operations that are a list"] = () => [("operations", $"[{Operations},{Operations}]"), ("map", """{"0":["0.variables.input.file"]}"""), ("file:0", "ABUSE-1")],
    };
}
