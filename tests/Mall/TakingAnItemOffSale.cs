using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Mall;

public sealed class TakingAnItemOffSale(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Hides_it_from_members_and_not_from_admins()
    {
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800009101");
        var item = await AddAsync(admin, "hidden");
        Assert.Contains(item, await ListedAsync(member));

        var payload = await SetAsync(admin, item, onSale: false);

        Assert.False(payload["mallItem"]!["onSale"]!.GetValue<bool>());
        Assert.DoesNotContain(item, await ListedAsync(member));
        Assert.Contains(item, await ListedAsync(admin));
        Assert.Null((await member.AskAsync("query($id: ID!) { mallItem(id: $id) { id } }", new { id = item }))["data"]!["mallItem"]);
    }

    [Fact]
    public async Task Refuses_redemptions_until_it_is_on_sale_again_and_answers_earlier_ones_again()
    {
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800009102");
        var id = (await member.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>();
        await admin.FieldAsync(
            "mutation($id: ID!) { adjustPoints(input: { memberId: $id, points: 100, reason: \"gift\", requestId: \"gift\" }) { posting { seq } } }",
            new { id });
        var item = await AddAsync(admin, "paused");
        var bought = await RedeemAsync(member, item, "before");

        await SetAsync(admin, item, onSale: false);

        Assert.Equal(
            $$"""{"__typename":"MallItemOffSaleError","itemId":"{{item}}"}""",
            (await RedeemAsync(member, item, "while"))["errors"]![0]!.ToJsonString());
        Assert.Equal(bought.ToJsonString(), (await RedeemAsync(member, item, "before")).ToJsonString());
        await SetAsync(admin, item, onSale: true);
        Assert.NotNull((await RedeemAsync(member, item, "while"))["redemption"]);
    }

    [Fact]
    public async Task Again_changes_nothing_and_every_change_is_kept_with_its_actor()
    {
        using var admin = await cluster.AdminAsync();
        var item = await AddAsync(admin, "kept");
        await SetAsync(admin, item, onSale: false);
        await SetAsync(admin, item, onSale: false);
        await SetAsync(admin, item, onSale: true);

        Assert.Equal(
            "false,true",
            await cluster.Database.ScalarAsync(
                $"select string_agg(on_sale::text, ',' order by set_at) from mall_item_sales where item_id = '{item}' and actor <> ''"));
    }

    [Fact]
    public async Task That_is_not_there_is_refused()
    {
        using var admin = await cluster.AdminAsync();

        Assert.Equal(
            "MallItemNotFoundError",
            (await SetAsync(admin, "i-none", onSale: false))["errors"]![0]!["__typename"]!.GetValue<string>());
    }

    private static async Task<string> AddAsync(GraphQLClient admin, string request) => (await admin.FieldAsync(
        """
        mutation($request: ID!) {
          addMallItem(input: { name: "Cup", price: 5, stock: 9, requestId: $request }) { mallItem { id } }
        }
        """,
        new { request }))["mallItem"]!["id"]!.GetValue<string>();

    private static Task<JsonNode> SetAsync(GraphQLClient admin, string item, bool onSale) => admin.FieldAsync(
        """
        mutation($item: ID!, $onSale: Boolean!) {
          setMallItemOnSale(input: { itemId: $item, onSale: $onSale }) { mallItem { onSale } errors { __typename } }
        }
        """,
        new { item, onSale });

    private static Task<JsonNode> RedeemAsync(GraphQLClient member, string item, string request) => member.FieldAsync(
        """
        mutation($item: ID!, $request: ID!) {
          redeemMallItem(input: { itemId: $item, quantity: 1, requestId: $request }) {
            redemption { id } errors { __typename ... on MallItemOffSaleError { itemId } }
          }
        }
        """,
        new { item, request });

    private static async Task<IEnumerable<string>> ListedAsync(GraphQLClient client) =>
        (await client.FieldAsync("{ mallItems(first: 100) { nodes { id } } }"))["nodes"]!.AsArray()
            .Select(node => node!["id"]!.GetValue<string>());
}
