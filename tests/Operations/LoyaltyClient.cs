using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>Speaks to a running system as one person, with nothing but HTTP.</summary>
internal sealed class LoyaltyClient(Uri endpoint) : IDisposable
{
    /// <summary>Claims the code in the variable <c>code</c>.</summary>
    public const string Claim =
        """
        mutation ($code: String!) {
          claimProductCode(input: { code: $code }) {
            claim { code points balance claimedAt }
            errors { ... on Error { message } }
          }
        }
        """;

    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Signs in with the development sign-in; <paramref name="role"/> is a value of the schema's Role.</summary>
    public static async Task<LoyaltyClient> SignedInAsync(Uri endpoint, string phone, string role)
    {
        var client = new LoyaltyClient(endpoint);
        var answer = await client.AskAsync(
            "mutation ($input: SignInInput!) { signIn(input: $input) { token errors { ... on Error { message } } } }",
            new { input = new { phone, role } });
        var token = answer.GetProperty("signIn").GetProperty("token").GetString();
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Sends one operation and returns its data; a GraphQL error fails the test.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var response = await _http.PostAsJsonAsync(endpoint, new { query, variables });
        return await DataAsync(response);
    }

    /// <summary>Sends one operation and returns the status it was answered with.</summary>
    public async Task<HttpStatusCode> StatusOfAsync(string query, object variables)
    {
        using var response = await _http.PostAsJsonAsync(endpoint, new { query, variables });
        return response.StatusCode;
    }

    /// <summary>Uploads codes, one a line, and returns when all of them are in.</summary>
    public async Task ImportAsync(IEnumerable<string> codes, long pointsPerCode)
    {
        const string Import =
            """
            mutation ($input: ImportProductCodesInput!) {
              importProductCodes(input: $input) { import { id } errors { ... on Error { message } } }
            }
            """;
        var input = new { file = (string?)null, batchName = "operations", pointsPerCode, requestId = Guid.NewGuid() };
        using var form = new MultipartFormDataContent
        {
            { JsonContent.Create(new { query = Import, variables = new { input } }), "operations" },
            { new StringContent("""{ "0": ["variables.input.file"] }"""), "map" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("code\n" + string.Join('\n', codes))), "0", "codes.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");

        using var response = await _http.SendAsync(request);
        var payload = (await DataAsync(response)).GetProperty("importProductCodes");
        Assert.True(payload.GetProperty("import").ValueKind == JsonValueKind.Object, payload.ToString());
        await FinishAsync(payload.GetProperty("import").GetProperty("id").GetString()!);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Follows the import until it says that it has succeeded.</summary>
    private async Task FinishAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = JsonContent.Create(new
            {
                query = "subscription ($id: ID!) { codeImportProgress(id: $id) { status problem } }",
                variables = new { id },
            }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());

        while (await events.ReadLineAsync() is { } line)
        {
            Assert.DoesNotContain("FAILED", line, StringComparison.Ordinal);
            if (line.Contains("SUCCEEDED", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The progress of the import ended before the import did.");
    }

    private static async Task<JsonElement> DataAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {text}");
        var body = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.False(body.TryGetProperty("errors", out _), text);
        return body.GetProperty("data");
    }
}
