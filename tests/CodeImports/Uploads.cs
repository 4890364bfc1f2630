using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

/// <summary>Imports files over HTTP, as the console does.</summary>
internal static class Uploads
{
    private const string Import =
        """
        mutation ($input: ImportProductCodesInput!) {
          importProductCodes(input: $input) {
            import { id status }
            errors {
              __typename
              ... on Error { message }
              ... on FileTooLargeError { limitBytes }
              ... on RequestIdReusedError { requestId }
              ... on PointsOutOfRangeError { min max }
            }
          }
        }
        """;

    private const string Progress =
        """
        subscription ($id: ID!) {
          codeImportProgress(id: $id) {
            id status rowsRead accepted duplicates rejected problem rejectedRowsUrl startedAt finishedAt
            batch { id name pointsPerCode codes }
          }
        }
        """;

    /// <summary>Sends a file and answers the whole response.</summary>
    public static async Task<JsonNode> UploadAsync(
        this GraphQLClient client,
        byte[] file,
        string name,
        string requestId,
        string batchName = "spring",
        long? points = null,
        string? product = null,
        string? category = null)
    {
        var input = new { file = (string?)null, batchName, pointsPerCode = points, requestId, product, category };
        using var form = new MultipartFormDataContent
        {
            { JsonContent.Create(new { query = Import, variables = new { input } }), "operations" },
            { new StringContent("""{ "0": ["variables.input.file"] }"""), "map" },
            { new ByteArrayContent(file), "0", name },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await client.Http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Sends a file that must be taken; answers the import's id.</summary>
    public static async Task<string> ImportAsync(
        this GraphQLClient client, byte[] file, string name, string requestId, string batchName = "spring", long? points = null)
    {
        var answer = await client.UploadAsync(file, name, requestId, batchName, points);
        var id = answer["data"]?["importProductCodes"]?["import"]?["id"];
        Assert.True(id is not null, answer.ToJsonString());
        return id.GetValue<string>();
    }

    /// <summary>The one refusal of a file that must not be taken.</summary>
    public static async Task<JsonNode> RefusalAsync(
        this GraphQLClient client, byte[] file, string name, string requestId, long? points = null)
    {
        var answer = await client.UploadAsync(file, name, requestId, points: points);
        var errors = answer["data"]?["importProductCodes"]?["errors"]?.AsArray();
        Assert.True(errors is { Count: 1 }, answer.ToJsonString());
        return errors[0]!;
    }

    /// <summary>Everything that the progress of an import shows, to its end.</summary>
    public static async Task<List<JsonNode>> ProgressAsync(this GraphQLClient client, string id)
    {
        List<JsonNode> shown = [];
        await foreach (var answer in client.FollowAsync(Progress, new { id }))
        {
            Assert.True(answer["errors"] is null, answer.ToJsonString());
            shown.Add(answer["data"]!["codeImportProgress"]!);
        }

        return shown;
    }

    /// <summary>The import once it has ended.</summary>
    public static async Task<JsonNode> EndAsync(this GraphQLClient client, string id) => (await client.ProgressAsync(id))[^1];

    /// <summary>Its counts in one line: rows, accepted, duplicates, rejected.</summary>
    public static (long Rows, long Accepted, long Duplicates, long Rejected) Counts(this JsonNode import) =>
        ((long)import["rowsRead"]!, (long)import["accepted"]!, (long)import["duplicates"]!, (long)import["rejected"]!);
}
