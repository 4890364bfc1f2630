using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class OverASocket(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Feed = "subscription { redemptionFeed { __typename ... on CodeClaimed { claim { code } } } }";

    [Fact]
    public async Task Whoever_shows_a_token_first_follows_what_it_allows()
    {
        await cluster.PrintAsync("SOCKET-1");
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800006001");
        using var socket = await GraphQLSocket.ConnectAsync(cluster.Address, admin.Token);
        Assert.Equal("connection_ack", Type(await socket.NextAsync()));

        // Following from the start of the feed, so that the claim is seen whichever of the two comes first.
        await socket.SubscribeAsync("1", "subscription($after: String) { redemptionFeed(after: $after) { ... on CodeClaimed { cursor claim { code } } } }");
        await socket.SubscribeAsync("2", "{ program { pointsPerCode } }");
        var answered = await socket.NextAsync();
        Assert.Equal("""{"data":{"program":{"pointsPerCode":10}}}""", answered!["payload"]!.ToJsonString());
        Assert.Equal("complete", Type(await socket.NextAsync()));

        await member.FieldAsync("""mutation { claimProductCode(input: { code: "SOCKET-1" }) { claim { code } } }""");
        var happened = await socket.NextAsync();

        Assert.Equal("1", happened!["id"]!.GetValue<string>());
        Assert.Equal("SOCKET-1", happened["payload"]!["data"]!["redemptionFeed"]!["claim"]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("13800006002", "AUTH_NOT_AUTHORIZED")]
    public async Task A_feed_that_is_not_for_them_is_refused_before_it_begins(string? phone, string code)
    {
        using var client = phone is null ? cluster.Anonymous() : await cluster.MemberAsync(phone);
        using var socket = await GraphQLSocket.ConnectAsync(cluster.Address, client.Token);
        Assert.Equal("connection_ack", Type(await socket.NextAsync()));

        await socket.SubscribeAsync("1", Feed);
        var refused = await socket.NextAsync();

        Assert.Equal("error", Type(refused));
        Assert.Equal(code, refused!["payload"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_forged_token_closes_it()
    {
        using var admin = await cluster.AdminAsync();
        using var socket = await GraphQLSocket.ConnectAsync(cluster.Address, admin.Token + "x");

        Assert.Null(await socket.NextAsync());
        Assert.InRange(socket.CloseCode!.Value, 4400, 4499);
    }

    private static string? Type(System.Text.Json.Nodes.JsonNode? message) => message?["type"]?.GetValue<string>();
}

public sealed class WhenTheTokenExpires : IAsyncLifetime
{
    private readonly LoyaltyCluster _cluster = new() { Settings = { ["Access:DevelopmentTokenLifetime"] = "00:00:03" } };

    [Fact]
    public async Task The_socket_is_closed()
    {
        using var admin = await _cluster.AdminAsync();
        using var socket = await GraphQLSocket.ConnectAsync(_cluster.Address, admin.Token);
        await socket.NextAsync();
        await socket.SubscribeAsync("1", "subscription { redemptionFeed { __typename } }");

        while (await socket.NextAsync() is not null)
        {
        }

        Assert.InRange(socket.CloseCode!.Value, 4400, 4499);
    }

    [Fact]
    public async Task The_event_stream_ends()
    {
        using var admin = await _cluster.AdminAsync();

        await foreach (var _ in admin.FollowAsync("subscription { redemptionFeed { __typename } }"))
        {
        }

        var answer = await admin.Http.GetAsync("graphql?query={__typename}");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();
}
