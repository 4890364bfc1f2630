using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Mall;

public sealed class PicturesOfItems(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string SetPicture =
        """
        mutation ($input: SetMallItemPictureInput!) {
          setMallItemPicture(input: $input) {
            mallItem { id pictureUrl }
            errors {
              __typename
              ... on PictureTooLargeError { limitBytes }
              ... on PictureDimensionsError { width height maxSide }
            }
          }
        }
        """;

    [Fact]
    public async Task Are_served_to_everyone_to_be_kept_for_good()
    {
        using var admin = await cluster.AdminAsync();
        var item = await AddAsync(admin, "pictured");
        var picture = APicture.Of("png", 32, 24);

        var address = (await SendAsync(admin, item, picture))["mallItem"]!["pictureUrl"]!.GetValue<string>();

        using var everyone = cluster.Anonymous();
        using var served = await everyone.Http.GetAsync(address.TrimStart('/'));
        Assert.Equal(picture, await served.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", served.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", served.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(served.Headers.GetValues("X-Content-Type-Options")));
        using var again = new HttpRequestMessage(HttpMethod.Get, address.TrimStart('/'));
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(served.Headers.ETag!.Tag));
        using var unchanged = await everyone.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Are_on_the_item_wherever_it_is_listed_and_after_it_was_loaded_again()
    {
        using var admin = await cluster.AdminAsync();
        var item = await AddAsync(admin, "listed");
        var address = (await SendAsync(admin, item, APicture.Of("jpeg", 10, 10)))["mallItem"]!["pictureUrl"]!.ToJsonString();

        using var member = await cluster.MemberAsync("13800009001");
        var shown = await member.FieldAsync("query($id: ID!) { mallItem(id: $id) { pictureUrl } }", new { id = item });

        Assert.Equal(address, shown["pictureUrl"]!.ToJsonString());
    }

    [Fact]
    public async Task Are_replaced_by_the_next_one_and_kept_once_however_often_they_are_sent()
    {
        using var admin = await cluster.AdminAsync();
        var item = await AddAsync(admin, "replaced");
        var first = await SendAsync(admin, item, APicture.Of("webp", 11, 12));
        var second = await SendAsync(admin, item, APicture.Of("webp", 12, 11));
        var third = await SendAsync(admin, item, APicture.Of("webp", 12, 11));

        Assert.NotEqual(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(second.ToJsonString(), third.ToJsonString());
        Assert.Equal(2L, await cluster.Database.ScalarAsync($"select count(*) from mall_item_pictures where item_id = '{item}'"));
    }

    [Fact]
    public async Task That_are_none_or_too_large_are_refused_whatever_they_are_called()
    {
        using var admin = await cluster.AdminAsync();
        var item = await AddAsync(admin, "refused");

        Assert.Equal("UnreadablePictureError", TypeOf(await SendAsync(admin, item, "<svg onload='alert(1)'/>"u8.ToArray())));
        Assert.Equal(
            """{"__typename":"PictureDimensionsError","width":3000,"height":2,"maxSide":2048}""",
            (await SendAsync(admin, item, APicture.Of("png", 3_000, 2)))["errors"]![0]!.ToJsonString());
        Assert.Equal(
            """{"__typename":"PictureTooLargeError","limitBytes":524288}""",
            (await SendAsync(admin, item, APicture.Of("png", 2, 2, SetMallItemPicture.MaxBytes + 1)))["errors"]![0]!.ToJsonString());
        Assert.Equal("MallItemNotFoundError", TypeOf(await SendAsync(admin, "i-none", APicture.Of("png", 2, 2))));
    }

    [Fact]
    public async Task Are_given_by_admins_alone()
    {
        using var admin = await cluster.AdminAsync();
        var item = await AddAsync(admin, "guarded");
        using var member = await cluster.MemberAsync("13800009002");

        var answer = await AnswerAsync(member, item, APicture.Of("png", 2, 2));

        Assert.Equal("AUTH_NOT_AUTHORIZED", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task That_nobody_uploaded_are_not_found(string id)
    {
        using var everyone = cluster.Anonymous();
        using var served = await everyone.Http.GetAsync($"pictures/{id}");

        Assert.Equal(HttpStatusCode.NotFound, served.StatusCode);
    }

    private static async Task<string> AddAsync(GraphQLClient admin, string request) => (await admin.FieldAsync(
        """
        mutation($request: ID!) {
          addMallItem(input: { name: "Cup", price: 5, stock: 1, requestId: $request }) { mallItem { id } }
        }
        """,
        new { request }))["mallItem"]!["id"]!.GetValue<string>();

    private static async Task<JsonNode> SendAsync(GraphQLClient admin, string itemId, byte[] file)
    {
        var answer = await AnswerAsync(admin, itemId, file);
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]!["setMallItemPicture"]!;
    }

    private static async Task<JsonNode> AnswerAsync(GraphQLClient client, string itemId, byte[] file)
    {
        var input = new { itemId, picture = (string?)null };
        using var form = new MultipartFormDataContent
        {
            { JsonContent.Create(new { query = SetPicture, variables = new { input } }), "operations" },
            { new StringContent("""{ "0": ["variables.input.picture"] }"""), "map" },
            { new ByteArrayContent(file), "0", "holiday.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await client.Http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static string TypeOf(JsonNode payload) => payload["errors"]![0]!["__typename"]!.GetValue<string>();
}
