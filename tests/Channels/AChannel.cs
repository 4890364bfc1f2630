using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Channels;

/// <summary>A channel and a system that acts by its key.</summary>
public static class AChannel
{
    private const string Issue = "mutation($channel: ID!) { issueApiKey(input: { channel: $channel, name: \"test\" }) { key apiKey { id } } }";

    /// <summary>A client that acts for a channel, which is added if there is none.</summary>
    public static async Task<GraphQLClient> OpenAsync(LoyaltyCluster cluster, string code)
    {
        using var admin = await cluster.AdminAsync();
        await admin.FieldAsync(
            "mutation($code: ID!) { addChannel(input: { code: $code, name: \"A channel\" }) { channel { code } } }", new { code });
        var (key, _) = await IssueAsync(admin, code);
        return new GraphQLClient(cluster.Address, key);
    }

    /// <summary>A new key of a channel, and its name.</summary>
    public static async Task<(string Key, string Id)> IssueAsync(GraphQLClient admin, string channel)
    {
        var issued = await admin.FieldAsync(Issue, new { channel });
        return (issued["key"]!.GetValue<string>(), issued["apiKey"]!["id"]!.GetValue<string>());
    }

    /// <summary>The id of a signed-in member.</summary>
    public static async Task<string> IdAsync(GraphQLClient member) =>
        (await member.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>();

    /// <summary>The code of an error of a whole answer.</summary>
    public static string? ErrorCode(System.Text.Json.Nodes.JsonNode? answer) =>
        answer?["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>();

    /// <summary>The type of the first refusal in a payload.</summary>
    public static string? Refusal(System.Text.Json.Nodes.JsonNode payload) =>
        payload["errors"]?[0]?["__typename"]?.GetValue<string>();
}
