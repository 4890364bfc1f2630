using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.EarningRules;

public sealed class PublishingForLater(AShop shop) : IClassFixture<AShop>
{
    private const string Save =
        """
        mutation { saveRuleDraft(input: { rules: [{ id: "later", name: { zh: "x", en: "x" }, triggers: [ORDER_PAID],
          effect: { perAmount: { points: 5, perFen: 100 } } }] }) { draft { revision } } }
        """;

    private const string Publish =
        """
        mutation($revision: Long!, $from: DateTime) {
          publishRuleDraft(input: { revision: $revision, effectiveFrom: $from }) { ruleSet { version } errors { __typename } } }
        """;

    [Fact]
    public async Task Holds_for_what_happens_from_then_on_whenever_it_is_told()
    {
        using var admin = await shop.Cluster.AdminAsync();
        var (client, id) = await shop.JoinAsync("13800092001");
        client.Dispose();
        var saved = await admin.FieldAsync(Save);
        var later = shop.Clock.GetUtcNow().AddDays(2);
        var published = await admin.FieldAsync(
            Publish, new { revision = saved["draft"]!["revision"]!.GetValue<long>(), from = later });
        Assert.NotNull(published["ruleSet"]);

        await OrderAsync(id, "PL-1", shop.Clock.GetUtcNow());
        Assert.Equal(100, await shop.BalanceAsync(id));

        shop.Clock.Move(TimeSpan.FromDays(3));
        await OrderAsync(id, "PL-2", later.AddMinutes(-1));
        Assert.Equal(200, await shop.BalanceAsync(id));
        await OrderAsync(id, "PL-3", later.AddMinutes(1));
        Assert.Equal(700, await shop.BalanceAsync(id));
    }

    private async Task OrderAsync(string member, string number, DateTimeOffset paidAt)
    {
        var order = AShop.Order(number, new { memberId = member }, 100_00);
        order["paidAt"] = paidAt.ToString("O");
        Assert.NotNull((await shop.PlaceAsync(order))["order"]);
    }
}
