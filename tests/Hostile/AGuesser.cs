using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Tries codes as one member from one address, by every way that the gateway has, and counts what comes back.</summary>
internal sealed class AGuesser(Uri gateway, HttpClient http, string token, string address)
{
    private const string Claim =
        "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } errors { __typename } } }";

    /// <summary>One request for each code.</summary>
    public async Task OneByOneAsync(IEnumerable<string> codes, Haul haul)
    {
        foreach (var code in codes)
        {
            haul.Add(await PostAsync(new { query = Claim, variables = new { code } }));
        }
    }

    /// <summary>All codes in one document, one alias each.</summary>
    public async Task ByAliasesAsync(IReadOnlyCollection<string> codes, Haul haul)
    {
        var fields = codes.Select((code, i) =>
            $"a{i}: claimProductCode(input: {{ code: \"{code}\" }}) {{ claim {{ points }} errors {{ __typename }} }}");
        haul.AddWhole(await PostAsync(new { query = $"mutation {{ {string.Join(' ', fields)} }}" }), codes.Count);
    }

    /// <summary>All codes over one socket, without waiting for answers in between.</summary>
    public async Task OverASocketAsync(IReadOnlyCollection<string> codes, Haul haul)
    {
        using var socket = await GraphQLSocket.ConnectAsync(gateway, token, address);
        Assert.Equal("connection_ack", (string?)(await socket.NextAsync())!["type"]);
        foreach (var (i, code) in codes.Index())
        {
            await socket.SubscribeAsync(i.ToString(System.Globalization.CultureInfo.InvariantCulture), Claim, new { code });
        }

        for (var ended = 0; ended < codes.Count;)
        {
            var message = (await socket.NextAsync())!;
            if ((string?)message["type"] == "next")
            {
                haul.Add(message["payload"]!);
            }
            else
            {
                ended++;
            }
        }
    }

    private async Task<JsonNode> PostAsync(object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Forwarded-For", address);
        using var response = await http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}

/// <summary>What guesses came to.</summary>
internal sealed class Haul
{
    private int _found;
    private int _learnt;
    private int _refused;

    /// <summary>Codes that were claimed.</summary>
    public int Found => _found;

    /// <summary>Guesses after which it is known that nobody printed the code.</summary>
    public int Learnt => _learnt;

    /// <summary>Guesses after which nothing is known.</summary>
    public int Refused => _refused;

    public void Add(JsonNode answer)
    {
        var payload = answer["data"]?["claimProductCode"];
        ref var count = ref payload?["claim"] is not null ? ref _found
            : ref (string?)payload?["errors"]?[0]?["__typename"] == "TooManyAttemptsError" ? ref _refused
            : ref _learnt;
        Interlocked.Increment(ref count);
    }

    /// <summary>A document that was refused as a whole, or else all that it told.</summary>
    public void AddWhole(JsonNode answer, int codes) =>
        Interlocked.Add(ref answer["data"] is null ? ref _refused : ref _learnt, codes);
}
