using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>What these tests do with a running system that was started with <c>--demo</c>.</summary>
internal static class Claiming
{
    private const string Claim =
        """
        mutation ($code: String!) {
          claimProductCode(input: { code: $code }) {
            claim { code points balance claimedAt }
            errors { ... on Error { message } }
          }
        }
        """;

    private const string Active =
        """
        query ($after: String) {
          productCodes(where: { status: ACTIVE }, first: 100, after: $after) {
            nodes { code }
            pageInfo { hasNextPage endCursor }
          }
        }
        """;

    /// <summary>Signs in; <paramref name="role"/> is a value of the schema's Role.</summary>
    public static async Task<GraphQLClient> SignedInAsync(Uri endpoint, string phone, string role)
    {
        using var anonymous = new GraphQLClient(endpoint, null);
        var answer = await anonymous.FieldAsync(
            "mutation ($phone: String!, $role: Role!) { signIn(input: { phone: $phone, role: $role }) { token } }",
            new { phone, role });
        return new GraphQLClient(endpoint, answer["token"]!.GetValue<string>());
    }

    /// <summary>Every code that nobody has claimed yet.</summary>
    public static async Task<List<string>> ActiveCodesAsync(Uri endpoint)
    {
        using var admin = await SignedInAsync(endpoint, "13800000003", "ADMIN");
        var codes = new List<string>();
        string? after = null;
        do
        {
            var page = await admin.FieldAsync(Active, new { after });
            codes.AddRange(page["nodes"]!.AsArray().Select(node => node!["code"]!.GetValue<string>()));
            after = page["pageInfo"]!["hasNextPage"]!.GetValue<bool>() ? page["pageInfo"]!["endCursor"]!.GetValue<string>() : null;
        }
        while (after is not null);

        return codes;
    }

    /// <summary>Claims a code; the claim must be granted.</summary>
    public static async Task<JsonNode> ClaimAsync(this GraphQLClient member, string code)
    {
        var payload = await member.FieldAsync(Claim, new { code });
        Assert.True(payload["claim"] is not null, payload.ToJsonString());
        return payload["claim"]!;
    }

    /// <summary>Claims a code and returns the status of the answer alone.</summary>
    public static async Task<HttpStatusCode> StatusOfClaimAsync(this GraphQLClient member, string code)
    {
        using var response = await member.Http.PostAsJsonAsync("graphql", new { query = Claim, variables = new { code } });
        return response.StatusCode;
    }

    /// <summary>What the member has.</summary>
    public static async Task<long> BalanceAsync(this GraphQLClient member) =>
        (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>();
}
