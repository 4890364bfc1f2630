using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Profiles;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Profiles;

public sealed class TellingWhoOneIs(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Shown = "{ member { id name birthday tags } errors { __typename ... on BirthdayAlreadyToldError { birthday } } }";
    private const string Change = $"mutation($input: ChangeProfileInput!) {{ changeProfile(input: $input) {Shown} }}";
    private const string Correct = $"mutation($input: CorrectProfileInput!) {{ correctProfile(input: $input) {Shown} }}";
    private const string Tag = $"mutation($input: SetMemberTagsInput!) {{ setMemberTags(input: $input) {Shown} }}";

    [Fact]
    public async Task Keeps_what_is_left_out()
    {
        using var member = await cluster.MemberAsync("13800138101");
        await member.FieldAsync(Change, new { input = new { name = "小王" } });

        var changed = await member.FieldAsync(Change, new { input = new { birthday = "1990-06-30" } });

        Assert.Equal(("小王", "1990-06-30"), (Text(changed, "name"), Text(changed, "birthday")));
        Assert.Equal("小王", (string)(await member.FieldAsync("{ me { name } }"))["name"]!);
    }

    [Fact]
    public async Task Tells_a_birthday_once_and_the_brand_corrects_it()
    {
        using var member = await cluster.MemberAsync("13800138102");
        using var admin = await cluster.AdminAsync();
        var told = await member.FieldAsync(Change, new { input = new { birthday = "1990-06-30" } });
        var memberId = Text(told, "id");

        var again = await member.FieldAsync(Change, new { input = new { birthday = "1990-06-30" } });
        var moved = await member.FieldAsync(Change, new { input = new { birthday = "1990-07-07", name = "X" } });
        var corrected = await admin.FieldAsync(Correct, new { input = new { memberId, birthday = "1990-07-07" } });

        Assert.Null(again["errors"]);
        Assert.Equal("""[{"__typename":"BirthdayAlreadyToldError","birthday":"1990-06-30"}]""", moved["errors"]!.ToJsonString());
        Assert.Equal((null, "1990-07-07"), (Text(corrected, "name"), Text(corrected, "birthday")));
        Assert.Equal(2, (await LoadAsync(memberId!)).Version);
    }

    [Theory]
    [InlineData("1899-12-31")]
    [InlineData("2999-01-01")]
    public async Task Is_refused_with_a_birthday_of_nobody_alive(string birthday)
    {
        using var member = await cluster.MemberAsync("13800138103");

        var refused = await member.FieldAsync(Change, new { input = new { birthday } });

        Assert.Equal("BirthdayOutOfRangeError", (string)refused["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task Is_marked_by_admins_and_does_not_see_it()
    {
        using var member = await cluster.MemberAsync("13800138104");
        using var admin = await cluster.AdminAsync();
        var memberId = (string)(await member.FieldAsync("{ me { id } }"))["id"]!;

        var tagged = await admin.FieldAsync(Tag, new { input = new { memberId, tags = new[] { "vip", "a\"b{c}", "vip" } } });

        Assert.Equal("""["a\u0022b{c}","vip"]""", tagged["member"]!["tags"]!.ToJsonString());
        Assert.Equal(["a\"b{c}", "vip"], (await LoadAsync(memberId)).Profile.Tags.ToArray());
        Assert.Null((await member.FieldAsync("{ me { tags } }"))["tags"]);
    }

    [Fact]
    public async Task Is_refused_more_than_fifty_marks_and_for_whoever_has_not_joined()
    {
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800138105");
        var memberId = (string)(await member.FieldAsync("{ me { id } }"))["id"]!;

        var many = await admin.FieldAsync(Tag, new { input = new { memberId, tags = Enumerable.Range(0, 51).Select(i => $"t{i}") } });
        var nobody = await admin.FieldAsync(Tag, new { input = new { memberId = "nobody", tags = new[] { "x" } } });

        Assert.Equal("TooManyTagsError", (string)many["errors"]![0]!["__typename"]!);
        Assert.Equal("MemberNotFoundError", (string)nobody["errors"]![0]!["__typename"]!);
    }

    private static string? Text(JsonNode payload, string field) => (string?)payload["member"]![field];

    private async Task<OrleansLoyalty.Profiles.ProfileView> LoadAsync(string memberId) =>
        (await cluster.Services.GetRequiredService<MemberProfileLoad>().LoadAsync(new MemberId(memberId)))!;
}
