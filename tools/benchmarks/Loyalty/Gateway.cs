using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Asks the gateway as the console does: an admin's token, GraphQL over HTTP.</summary>
internal sealed class Gateway : IDisposable
{
    private const string Import =
        """
        mutation ($input: ImportProductCodesInput!) {
          importProductCodes(input: $input) { import { id } errors { ... on Error { message } } }
        }
        """;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(5) };
    private readonly Uri _target;

    internal Gateway(Uri target, string token)
    {
        _target = target;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _http.DefaultRequestHeaders.Add("GraphQL-Preflight", "1");
    }

    /// <summary>Asks, and takes the time from the first byte sent to the last received.</summary>
    internal async Task<(JsonNode Data, double Milliseconds)> AskAsync(string query, object variables)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query, variables });
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var began = Stopwatch.GetTimestamp();
        using var response = await _http.PostAsync(_target, content);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return (Data(JsonNode.Parse(bytes)!), took);
    }

    /// <summary>Sends a file of codes; answers the import's id.</summary>
    internal async Task<string> ImportAsync(string file, string requestId)
    {
        var input = new { file = (string?)null, batchName = requestId, requestId };
        await using var stream = File.OpenRead(file);
        using var form = new MultipartFormDataContent
        {
            { JsonContent.Create(new { query = Import, variables = new { input } }), "operations" },
            { new StringContent("""{ "0": ["variables.input.file"] }"""), "map" },
            { new StreamContent(stream), "0", Path.GetFileName(file) },
        };
        using var response = await _http.PostAsync(_target, form);
        var answer = Data((await response.Content.ReadFromJsonAsync<JsonNode>())!);
        return answer["importProductCodes"]?["import"]?["id"]?.GetValue<string>()
            ?? throw new InvalidOperationException($"The import is refused: {answer.ToJsonString()}");
    }

    public void Dispose() => _http.Dispose();

    private static JsonNode Data(JsonNode answer) =>
        answer["errors"] is null ? answer["data"]! : throw new InvalidOperationException(answer.ToJsonString());
}
