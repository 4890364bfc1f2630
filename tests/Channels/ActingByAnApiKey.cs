using System.Net;
using System.Net.Http.Headers;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Channels;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Channels;

public sealed class ActingByAnApiKey(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Who = "{ actingChannel { code name } }";

    [Theory]
    [InlineData("Bearer")]
    [InlineData("ApiKey")]
    [InlineData("apikey")]
    public async Task Acts_for_the_channel_of_the_key(string scheme)
    {
        using var channel = await AChannel.OpenAsync(cluster, "tmall");
        channel.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, channel.Token);

        Assert.Equal("tmall", (await channel.FieldAsync(Who))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Works_over_a_socket()
    {
        using var channel = await AChannel.OpenAsync(cluster, "socket");
        using var socket = await GraphQLSocket.ConnectAsync(cluster.Address, channel.Token);
        await socket.NextAsync();

        await socket.SubscribeAsync("1", Who);

        Assert.Equal("socket", (await socket.NextAsync())!["payload"]!["data"]!["actingChannel"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Is_kept_as_a_hash_alone()
    {
        using var channel = await AChannel.OpenAsync(cluster, "hashed");

        var rows = await cluster.Database.ScalarAsync(
            "select string_agg(key::text || encode(hash, 'escape'), '') from api_keys key where channel = 'hashed'");

        Assert.DoesNotContain(channel.Token![16..], (string)rows!, StringComparison.Ordinal);
        Assert.Equal(ApiKeyText.Hash(channel.Token), await cluster.Database.ScalarAsync(
            "select hash from api_keys where channel = 'hashed'"));
    }

    [Fact]
    public async Task A_key_with_another_end_is_refused_with_401()
    {
        using var channel = await AChannel.OpenAsync(cluster, "forged");
        await channel.FieldAsync(Who);
        using var forger = new GraphQLClient(cluster.Address, channel.Token![..^1] + (channel.Token[^1] == 'x' ? 'y' : 'x'));
        using var short_ = new GraphQLClient(cluster.Address, "lk_");

        Assert.Equal(HttpStatusCode.Unauthorized, (await forger.Http.GetAsync("graphql?query={__typename}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await short_.Http.GetAsync("graphql?query={__typename}")).StatusCode);
    }

    [Fact]
    public async Task A_revoked_key_is_taken_no_more_and_the_others_are()
    {
        using var admin = await cluster.AdminAsync();
        using var other = await AChannel.OpenAsync(cluster, "revoking");
        var (key, id) = await AChannel.IssueAsync(admin, "revoking");
        using var revoked = new GraphQLClient(cluster.Address, key);
        await revoked.FieldAsync(Who);
        const string Revoke = "mutation($id: ID!) { revokeApiKey(input: { channel: \"revoking\", id: $id }) { apiKey { revokedAt } } }";

        var first = await admin.FieldAsync(Revoke, new { id });
        var again = await admin.FieldAsync(Revoke, new { id });

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await revoked.Http.GetAsync("graphql?query={__typename}")).StatusCode);
        Assert.Equal("revoking", (await other.FieldAsync(Who))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sees_nothing_that_is_for_people()
    {
        using var channel = await AChannel.OpenAsync(cluster, "curious");
        string[] operations =
        [
            "{ me { id } }",
            "{ channels { nodes { code } } }",
            "{ member(by: { id: \"x\" }) { id } }",
            "{ memberCode { code } }",
            "mutation { addChannel(input: { code: \"x\", name: \"x\" }) { channel { code } } }",
            "mutation { issueApiKey(input: { channel: \"curious\", name: \"x\" }) { key } }",
            "mutation { revokeApiKey(input: { channel: \"curious\", id: \"x\" }) { apiKey { id } } }",
            "mutation { adjustPoints(input: { memberId: \"x\", points: 1, reason: \"x\", requestId: \"x\" }) { posting { seq } } }",
        ];

        foreach (var operation in operations)
        {
            Assert.Equal("AUTH_NOT_AUTHORIZED", AChannel.ErrorCode(await channel.AskAsync(operation)));
        }
    }

    [Fact]
    public async Task Is_no_role_that_a_token_gives()
    {
        var tokens = (Tokens)cluster.GatewayServices.GetService(typeof(Tokens))!;
        using var pretender = new GraphQLClient(cluster.Address, tokens.Issue("x", Roles.Channel, "13800009000"));

        Assert.Equal("AUTH_NOT_AUTHORIZED", AChannel.ErrorCode(await pretender.AskAsync(Who)));
    }

    [Fact]
    public async Task A_channel_has_so_many_keys_in_use_and_no_more()
    {
        using var admin = await cluster.AdminAsync();
        var channel = cluster.Grains.GetGrain<IChannelGrain>("many");
        await channel.Add(new AddChannel("Many", "admin"));
        for (var i = 0; i < ChannelGrain.MaxKeys; i++)
        {
            Assert.IsType<ApiKeyIssued>(await channel.IssueKey(new IssueApiKey($"many{i}", new byte[32], "x", "admin")));
        }

        var refused = await channel.IssueKey(new IssueApiKey("one-more", new byte[32], "x", "admin"));
        await channel.RevokeKey(new RevokeApiKey("many3", "admin"));

        Assert.Equal(new TooManyApiKeys(20), refused);
        Assert.IsType<ApiKeyIssued>(await channel.IssueKey(new IssueApiKey("one-more", new byte[32], "x", "admin")));
    }

    [Theory]
    [InlineData("program")]
    [InlineData("Tmall")]
    [InlineData("a:b")]
    [InlineData("-a")]
    [InlineData("")]
    public async Task A_code_that_is_none_is_refused(string code)
    {
        using var admin = await cluster.AdminAsync();

        var refused = await admin.FieldAsync(
            "mutation($code: ID!) { addChannel(input: { code: $code, name: \"x\" }) { errors { __typename } } }", new { code });

        Assert.Equal("InvalidChannelCodeError", AChannel.Refusal(refused));
    }

    [Fact]
    public async Task A_code_belongs_to_one_channel_and_adding_it_again_answers_again()
    {
        using var admin = await cluster.AdminAsync();
        const string Add = "mutation($name: String!) { addChannel(input: { code: \"jd\", name: $name }) { channel { name addedAt } errors { __typename ... on ChannelCodeTakenError { name } } } }";

        var first = await admin.FieldAsync(Add, new { name = "京东" });
        var again = await admin.FieldAsync(Add, new { name = "京东" });
        var other = await admin.FieldAsync(Add, new { name = "Joybuy" });
        var listed = await admin.FieldAsync("{ channels { nodes { code name apiKeys { id name revokedAt } } } }");

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("ChannelCodeTakenError", AChannel.Refusal(other));
        Assert.Contains("{\"code\":\"jd\",\"name\":\"\\u4EAC\\u4E1C\",\"apiKeys\":[]}", listed.ToJsonString(), StringComparison.Ordinal);
    }
}
