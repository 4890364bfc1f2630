using System.Net;
using System.Text;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class AskingNonsense(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Theory]
    [InlineData("{oops")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"query\":\"{ me \"}")]
    [InlineData("{\"query\":\"{ nothingOfThisName }\"}")]
    [InlineData("{\"query\":\"{ mallItems(first: \\\"many\\\") { nodes { id } } }\"}")]
    [InlineData("{\"query\":\"query($a: Long!) { __typename }\",\"variables\":{\"a\":\"x\"}}")]
    public async Task Is_answered_with_a_sentence_and_a_status_of_the_400s(string body)
    {
        using var client = cluster.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");

        using var response = await client.Http.SendAsync(request);

        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Contains("\"message\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ mallItems(first: 0) { nodes { id } } }")]
    [InlineData("{ mallItems(first: -1) { nodes { id } } }")]
    [InlineData("{ mallItems(first: 101) { nodes { id } } }")]
    [InlineData("{ mallItems(first: 1, last: 1) { nodes { id } } }")]
    [InlineData("{ mallItems(after: \"nonsense\") { nodes { id } } }")]
    [InlineData("{ mallItems(after: \"WzExXQ\") { nodes { id } } }")]
    [InlineData("{ redemptions(after: \"W10\") { nodes { id } } }")]
    public async Task Of_a_page_is_an_error_and_not_a_page(string query)
    {
        using var member = await cluster.MemberAsync("13800005001");

        var answer = await member.AskAsync(query);

        Assert.NotNull(answer["errors"]?[0]?["message"]);
    }

    [Fact]
    public async Task Of_an_operation_too_deep_runs_nothing()
    {
        using var admin = await cluster.AdminAsync();
        var deep = string.Concat(Enumerable.Repeat("claimedBy { postings { nodes { ", 1)) + "seq } } }";
        var query = "{ " + string.Concat(Enumerable.Range(0, 300).Select(i => $"a{i}: productCodes {{ nodes {{ code {deep} }} }} ")) + "}";

        var answer = await admin.AskAsync(query);

        Assert.NotNull(answer["errors"]?[0]?["message"]);
        Assert.Null(answer["data"]);
    }

    [Fact]
    public async Task With_an_empty_or_endless_request_id_changes_nothing()
    {
        using var admin = await cluster.AdminAsync();
        foreach (var request in new[] { "", " ", new string('x', 101), "nul\0" })
        {
            var answer = await admin.AskAsync(
                "mutation($r: ID!) { addMallItem(input: { name: \"Never\", price: 1, stock: 1, requestId: $r }) { mallItem { id } } }",
                new { r = request });
            Assert.Equal("BAD_INPUT", answer["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>());
        }

        Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from mall_items where name = 'Never'"));
    }

    [Fact]
    public async Task By_adjusting_beyond_all_numbers_is_refused()
    {
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800005002");
        var id = (await member.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>();
        const string Adjust =
            """
            mutation($id: ID!, $points: Long!, $request: ID!) {
              adjustPoints(input: { memberId: $id, points: $points, reason: "r", requestId: $request }) {
                posting { points } errors { __typename } } }
            """;

        foreach (var (points, refusal) in new[]
        {
            (0L, "PointsOutOfRangeError"),
            (long.MinValue, "PointsOutOfRangeError"),
            (long.MaxValue, "PointsOutOfRangeError"),
            (-1L, "InsufficientPointsError"),
        })
        {
            var answer = await admin.FieldAsync(Adjust, new { id, points, request = $"r{points}" });
            Assert.Equal(refusal, answer["errors"]![0]!["__typename"]!.GetValue<string>());
        }

        var nobody = await admin.FieldAsync(Adjust, new { id = "m-nobody", points = 1, request = "r" });
        Assert.Equal("MemberNotFoundError", nobody["errors"]![0]!["__typename"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await member.Http.GetAsync("health/ready")).StatusCode);
    }
}
