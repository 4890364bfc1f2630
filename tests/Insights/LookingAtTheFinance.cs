using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Storage.Insights;
using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.Insights;

public sealed class LookingAtTheFinance : IAsyncLifetime
{
    private const string Figures =
        "month pointsPerYuan issued reversed redeemed expired adjusted transferred outstanding outstandingValueFen";

    private readonly AShop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Shows_closed_months_the_one_that_runs_and_what_will_lapse_with_their_worth()
    {
        using (var admin = await _shop.Cluster.AdminAsync())
        {
            await admin.FieldAsync(
                "mutation { setProgramTerms(input: { expiryPolicy: { kind: FIXED_MONTHS, months: 12, birthdayMonths: 0 } }) { errors { __typename } } }");
        }

        var today = Today;
        var (client, id) = await _shop.JoinAsync("13800098001");
        using var member = client;
        await _shop.PlaceAsync(AShop.Order("M-1", new { memberId = id }, 1_000_00));
        await _shop.PlaceAsync(AShop.Order("M-2", new { memberId = id }, 100_00));
        await _shop.RefundAsync("M-2", "M-2-r");
        var held = await member.FieldAsync(
            """mutation { holdPoints(input: { reference: "m", points: 300, orderAmountFen: 10000, currency: "CNY" }) { hold { id } } }""");
        await _shop.Shop.FieldAsync(
            "mutation($id: ID!) { postHold(input: { holdId: $id }) { errors { __typename } } }", new { id = held["hold"]!["id"]!.GetValue<string>() });
        await _shop.GiveAsync(id, 50);

        await _shop.Cluster.ProjectAsync();
        var next = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        _shop.Clock.Move(TimeSpan.FromDays(next.DayNumber - today.DayNumber) + TimeSpan.FromHours(25));
        await _shop.Cluster.Services.GetRequiredService<FinanceMonths>().CloseAsync(_shop.Clock.GetUtcNow(), CancellationToken.None);
        await _shop.Cluster.Services.GetRequiredService<ExpirySchedule>().RefreshAsync(_shop.Clock.GetUtcNow(), CancellationToken.None);

        using var later = await _shop.Cluster.AdminAsync();
        var finance = await later.FieldAsync(
            $$"""{ finance { openMonth { {{Figures}} } months { nodes { {{Figures}} } } expiries { month points valueFen members } } }""");
        Assert.Equal(
            $$"""[{"month":"{{today:yyyy-MM}}","pointsPerYuan":100,"issued":1100,"reversed":100,"redeemed":300,"expired":0,"adjusted":50,"transferred":0,"outstanding":750,"outstandingValueFen":750}]""",
            finance["months"]!["nodes"]!.ToJsonString());
        Assert.Equal((0L, 750L), (
            finance["openMonth"]!["issued"]!.GetValue<long>(), finance["openMonth"]!["outstanding"]!.GetValue<long>()));
        Assert.Equal(
            $$"""[{"month":"{{today.AddMonths(12):yyyy-MM}}","points":750,"valueFen":750,"members":1}]""", finance["expiries"]!.ToJsonString());
        await _shop.Cluster.AgreeAsync();
    }

    private DateOnly Today => DateOnly.FromDateTime(_shop.Clock.GetUtcNow().UtcDateTime.AddHours(8)); // Where the program is.
}
