using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>Asks the gateway over HTTP, as a front-end would.</summary>
public sealed class GraphQLClient : IDisposable
{
    private readonly HttpClient _http;

    public GraphQLClient(Uri address, string? token)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address };
        Token = token;
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>The bearer token, if signed in.</summary>
    public string? Token { get; }

    /// <summary>The client under this one, for what is not GraphQL.</summary>
    public HttpClient Http => _http;

    /// <summary>Sends an operation and answers the whole response: data and errors.</summary>
    public async Task<JsonNode> AskAsync(string query, object? variables = null)
    {
        using var response = await _http.PostAsJsonAsync("graphql", new { query, variables });
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Sends an operation that must go through, and answers its one field.</summary>
    public async Task<JsonNode> FieldAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]!.AsObject().First().Value!;
    }

    /// <summary>Follows a subscription over server-sent events; each item is a whole response.</summary>
    public async IAsyncEnumerable<JsonNode> FollowAsync(
        string query, object? variables = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await reader.ReadLineAsync(cancellation) is { } line && line != "event: complete")
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                yield return JsonNode.Parse(line["data: ".Length..])!;
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
