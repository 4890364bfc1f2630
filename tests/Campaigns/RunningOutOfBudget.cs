using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.Campaigns;

public sealed class RunningOutOfBudget(AShop shop) : IClassFixture<AShop>
{
    private const string Create =
        """
        mutation($plan: CampaignPlanInput!) { createCampaign(input: { plan: $plan, requestId: "budget" }) { campaign { id } errors { __typename } } }
        """;

    private const string Figures = "query($id: ID!) { campaign(id: $id) { figures { points events members budgetLeft } } }";

    // 30 orders of as many members at once, and one member who orders ten times at once; the budget covers 12 gifts.
    [Fact]
    public async Task While_orders_are_credited_gives_what_it_covers_and_every_order_its_own_points()
    {
        using var admin = await shop.Cluster.AdminAsync();
        var made = await admin.FieldAsync(Create, new { plan = Plan(budget: 125) });
        var id = made["campaign"]!["id"]!.GetValue<string>();
        await admin.FieldAsync("mutation($id: ID!) { moveCampaign(input: { id: $id, move: LAUNCH }) { campaign { status } } }", new { id });
        var members = new List<string>();
        for (var number = 0; number < 30; number++)
        {
            var (client, member) = await shop.JoinAsync($"138000810{number:00}");
            client.Dispose();
            members.Add(member);
        }

        var orders = members.Concat(Enumerable.Repeat(members[0], 9))
            .Select((member, number) => AShop.Order($"B-{number}", new { memberId = member }, 1_000))
            .ToList();
        var placed = await Task.WhenAll(orders.Select(order => shop.PlaceAsync(order)));
        var again = await Task.WhenAll(orders.Select(order => shop.PlaceAsync(order)));

        Assert.Equal(placed.Select(Text), again.Select(Text));
        var points = placed.Select(each => each["order"]!["credit"]!["explanation"]!["points"]!.GetValue<long>()).ToList();
        Assert.Equal((12, 27), (points.Count(each => each == 20), points.Count(each => each == 10)));
        var figures = (await admin.FieldAsync(Figures, new { id }))["figures"]!;
        Assert.Equal((120L, 12L, 5L), (
            figures["points"]!.GetValue<long>(), figures["events"]!.GetValue<long>(), figures["budgetLeft"]!.GetValue<long>()));

        // What a refund gives back can be given again.
        var gifted = points.IndexOf(20);
        await shop.RefundAsync($"B-{gifted}", $"B-{gifted}-r");
        Assert.Equal(15, (await admin.FieldAsync(Figures, new { id }))["figures"]!["budgetLeft"]!.GetValue<long>());
        await shop.Cluster.AgreeAsync();
    }

    private static string Text(JsonNode answer) => answer.ToJsonString();

    private static object Plan(long budget) => new
    {
        theme = new { zh = "主题", en = "Theme" },
        from = DateTimeOffset.UnixEpoch,
        rules = new[]
        {
            new
            {
                id = "gift",
                name = new { zh = "礼", en = "Gift" },
                triggers = new[] { "ORDER_PAID" },
                effect = new { @fixed = new { points = 10 } },
            },
        },
        budget,
    };
}
