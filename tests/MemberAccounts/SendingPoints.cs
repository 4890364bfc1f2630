using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.Orders;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class SendingPoints(AShop shop) : IClassFixture<AShop>
{
    private const string Send =
        """
        mutation($phone: String!, $points: Long!, $request: ID!) {
          sendPoints(input: { toPhone: $phone, points: $points, requestId: $request }) { balance errors { __typename
            ... on PointsOutOfRangeError { min max } ... on SendingNotAllowedError { lowestTier }
            ... on InsufficientPointsError { balance price } } } }
        """;

    [Fact]
    public async Task Is_refused_with_figures_unless_program_tier_minimum_day_and_balance_allow_it()
    {
        using var receiver = await shop.Cluster.MemberAsync("13800099002");
        var (client, id) = await shop.JoinAsync("13800099001");
        using var sender = client;
        await shop.GiveAsync(id, 900);
        await AllowAsync("allowed: false, minimum: 1, maxPerDay: 1");
        Assert.Equal("""{"__typename":"SendingNotAllowedError","lowestTier":null}""", await RefusedAsync(sender, 100));

        await AllowAsync("allowed: true, minimum: 100, maxPerDay: 500, lowestTier: \"silver\"");
        Assert.Equal("""{"__typename":"SendingNotAllowedError","lowestTier":"silver"}""", await RefusedAsync(sender, 100));

        await AllowAsync("allowed: true, minimum: 100, maxPerDay: 500");
        Assert.Equal("""{"__typename":"PointsOutOfRangeError","min":100,"max":500}""", await RefusedAsync(sender, 99));
        Assert.Equal("""{"__typename":"PointsOutOfRangeError","min":100,"max":500}""", await RefusedAsync(sender, -100));
        Assert.Equal("""{"__typename":"ReceiverNotFoundError"}""", await RefusedAsync(sender, 100, "13800099001"));
        Assert.Equal("""{"__typename":"ReceiverNotFoundError"}""", await RefusedAsync(sender, 100, "13800099009"));

        var sent = await SendAsync(sender, 300, "13800099002", "once");
        Assert.Equal(600, sent["balance"]!.GetValue<long>());
        Assert.Equal("""{"__typename":"PointsOutOfRangeError","min":100,"max":200}""", await RefusedAsync(sender, 201));
        Assert.Equal(600, await shop.BalanceAsync(id));

        await AllowAsync("allowed: true, minimum: 100, maxPerDay: 5000");
        Assert.Equal("""{"__typename":"InsufficientPointsError","balance":600,"price":601}""", await RefusedAsync(sender, 601));
        Assert.Equal(300, (await receiver.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>());
        await shop.Cluster.AgreeAsync();
    }

    private static Task<JsonNode> SendAsync(GraphQLClient sender, long points, string phone, string request) =>
        sender.FieldAsync(Send, new { phone, points, request });

    private static async Task<string> RefusedAsync(GraphQLClient sender, long points, string phone = "13800099002") =>
        (await SendAsync(sender, points, phone, Guid.NewGuid().ToString()))["errors"]![0]!.ToJsonString();

    private async Task AllowAsync(string transfers)
    {
        using var admin = await shop.Cluster.AdminAsync();
        var set = await admin.FieldAsync($"mutation {{ setProgramTerms(input: {{ transfers: {{ {transfers} }} }}) {{ errors {{ __typename }} }} }}");
        Assert.Null(set["errors"]);
    }
}
