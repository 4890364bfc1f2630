using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.Tiers;

/// <summary>Tiers that were reached under other thresholds stay what they were, also where they are worked out anew.</summary>
public sealed class ChangingTheLadder : IAsyncLifetime
{
    private readonly AShop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Takes_nothing_from_who_reached_a_tier_before_and_verify_knows_the_ladder_of_each_day()
    {
        var (client, id) = await _shop.JoinAsync("13800094001");
        using var member = client;
        await OrderAsync(id, "L-1", 600_00);
        await LadderAsync(700);
        await OrderAsync(id, "L-2", 110_00);
        var reached = await TierAsync(id);
        await LadderAsync(5_000);
        await OrderAsync(id, "L-3", 10_00);
        var kept = await TierAsync(id);

        await _shop.RefundAsync("L-3", "L-3-r");
        await _shop.RefundAsync("L-1", "L-1-part", new { line = "1", amountFen = 5_00 });
        var after = await TierAsync(id);
        await _shop.Cluster.AgreeAsync();
        await _shop.RefundAsync("L-2", "L-2-r");

        Assert.Equal("silver", reached.Tier);
        Assert.Equal((reached, reached), (kept, after));
        Assert.Equal("standard", (await TierAsync(id)).Tier);
        await _shop.Cluster.AgreeAsync();
    }

    private async Task<OrleansLoyalty.Tiers.TierStanding> TierAsync(string id) =>
        (await _shop.Cluster.Grains.GetGrain<IMemberAccountGrain>(id).View())!.Tier;

    // Each a day after what was before, so that there is no doubt about which ladder held.
    private async Task OrderAsync(string member, string number, long fen)
    {
        _shop.Clock.Move(TimeSpan.FromDays(1));
        var order = AShop.Order(number, new { memberId = member }, fen);
        order["paidAt"] = _shop.Clock.GetUtcNow().ToString("O");
        Assert.NotNull((await _shop.PlaceAsync(order))["order"]);
    }

    private async Task LadderAsync(long silver)
    {
        _shop.Clock.Move(TimeSpan.FromDays(1));
        using var admin = await _shop.Cluster.AdminAsync();
        var set = await admin.FieldAsync(
            $$"""
            mutation { setProgramTerms(input: { tierLadder: { measure: QUALIFYING_POINTS, window: ROLLING_YEAR, graceDays: 30, tiers: [
              { id: "standard", name: "普通", threshold: 0, benefits: [] },
              { id: "silver", name: "银", threshold: {{silver}}, benefits: [] }] } }) { errors { __typename } } }
            """);
        Assert.Null(set["errors"]);
    }
}
