using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Channels;

public sealed class LookingUpMembers(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string ByPhone = "query($phone: String!) { memberAtTill(by: { phone: $phone }) { id phoneEnding balance } }";
    private const string ByExternalId = "{ memberAtTill(by: { externalId: \"open-1\" }) { id } }";
    private const string ByCode = "query($code: String!) { memberAtTill(by: { code: $code }) { id } }";
    private const string Link = "mutation($channel: ID, $id: ID!) { linkMember(input: { channel: $channel, externalId: \"open-1\", memberId: $id }) { memberId linkedAt errors { __typename } } }";

    [Fact]
    public async Task Finds_them_by_phone_and_shows_no_more_of_it_than_its_end()
    {
        using var channel = await AChannel.OpenAsync(cluster, "phones");
        using var member = await cluster.MemberAsync("13800010001");
        var id = await AChannel.IdAsync(member);

        var found = await channel.FieldAsync(ByPhone, new { phone = "138 0001 0001" });
        var nobody = await channel.AskAsync(ByPhone, new { phone = "13800010999" });

        Assert.Equal($$"""{"id":"{{id}}","phoneEnding":"0001","balance":0}""", found.ToJsonString());
        Assert.Equal("""{"data":{"memberAtTill":null}}""", nobody.ToJsonString());
    }

    [Fact]
    public async Task Finds_them_by_the_channels_own_id_once_it_is_linked_and_in_that_channel_alone()
    {
        using var admin = await cluster.AdminAsync();
        using var tmall = await AChannel.OpenAsync(cluster, "tmall");
        using var jd = await AChannel.OpenAsync(cluster, "jd");
        using var member = await cluster.MemberAsync("13800010002");
        using var other = await cluster.MemberAsync("13800010003");
        var id = await AChannel.IdAsync(member);
        var otherId = await AChannel.IdAsync(other);
        Assert.Null((await tmall.AskAsync(ByExternalId))["data"]!["memberAtTill"]);

        var linked = await tmall.FieldAsync(Link, new { id });
        var again = await admin.FieldAsync(Link, new { channel = "tmall", id });
        var taken = await admin.FieldAsync(Link, new { channel = "tmall", id = otherId });
        var nobody = await jd.FieldAsync(Link, new { id = "m-nobody" });

        Assert.Equal(linked.ToJsonString(), again.ToJsonString());
        Assert.Equal("ExternalIdTakenError", AChannel.Refusal(taken));
        Assert.Equal("MemberNotFoundError", AChannel.Refusal(nobody));
        Assert.Equal(id, (await tmall.FieldAsync(ByExternalId))["id"]!.GetValue<string>());
        Assert.Null((await jd.AskAsync(ByExternalId))["data"]!["memberAtTill"]);
        Assert.Equal(id, (await admin.FieldAsync(
            "{ member(by: { external: { channel: \"tmall\", externalId: \"open-1\" } }) { id } }"))["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_channel_speaks_for_itself_alone()
    {
        using var tmall = await AChannel.OpenAsync(cluster, "tmall");

        Assert.Equal("BAD_INPUT", AChannel.ErrorCode(await tmall.AskAsync(Link, new { channel = "jd", id = "m-nobody" })));
    }

    [Fact]
    public async Task Finds_them_by_the_code_that_they_show()
    {
        using var channel = await AChannel.OpenAsync(cluster, "codes");
        using var member = await cluster.MemberAsync("13800010004");
        var code = (await member.FieldAsync("{ memberCode { code expiresAt } }"))["code"]!.GetValue<string>();

        Assert.Equal(await AChannel.IdAsync(member), (await channel.FieldAsync(ByCode, new { code }))["id"]!.GetValue<string>());
        Assert.Equal(await AChannel.IdAsync(member), (await channel.FieldAsync(ByCode, new { code }))["id"]!.GetValue<string>());
        Assert.InRange(code.Length, 1, 80);
    }

    [Fact]
    public async Task Members_look_nobody_up()
    {
        using var member = await cluster.MemberAsync("13800010005");

        Assert.Equal("AUTH_NOT_AUTHORIZED", AChannel.ErrorCode(await member.AskAsync(ByPhone, new { phone = "13800010001" })));
    }

    [Fact]
    public async Task A_code_ends_after_a_minute_and_holds_for_nobody_else()
    {
        var clock = new MovableClock();
        var codes = new MemberCodes(cluster.Services.GetRequiredService<ChannelQueries>(), clock);
        var (code, expiresAt) = await codes.IssueAsync(new MemberId("m-1"), CancellationToken.None);
        var invitation = await codes.InviteAsync(new MemberId("m-1"), CancellationToken.None);

        Assert.Equal(clock.Now.AddSeconds(60), expiresAt);
        Assert.Equal("m-1", (await codes.ReadAsync(code, CancellationToken.None))!.Value.Value);
        foreach (var nonsense in (string[])["", "x", code[..^1], code + "A", Changed(code, 8), Changed(code, code.Length - 3), invitation])
        {
            Assert.Null(await codes.ReadAsync(nonsense, CancellationToken.None));
        }

        Assert.Equal("m-1", (await codes.InviterAsync(invitation, CancellationToken.None))!.Value.Value);
        Assert.Null(await codes.InviterAsync(code, CancellationToken.None));

        clock.Now = expiresAt;
        Assert.Null(await codes.ReadAsync(code, CancellationToken.None));
        Assert.NotNull(await codes.InviterAsync(invitation, CancellationToken.None));
    }

    private static string Changed(string code, int at) => code[..at] + (code[at] == 'A' ? 'B' : 'A') + code[(at + 1)..];

    private sealed class MovableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
