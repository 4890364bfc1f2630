using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Insights;
using OrleansLoyalty.Tests.Storage;

namespace OrleansLoyalty.Tests.Insights;

public sealed class SchedulingExpiries : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 15, 4, 0, 0, TimeSpan.Zero);
    private readonly AStore _store = new();

    private ExpirySchedule Schedule => _store.Get<ExpirySchedule>();

    public async Task InitializeAsync()
    {
        await _store.InitializeAsync();
        await ClaimAsync("m-1", "X-1", 100, months: 10);
        await ClaimAsync("m-2", "X-2", 250, months: 10);
        await ClaimAsync("m-3", "X-3", 40, months: 11);
        await ClaimAsync("m-4", "X-4", 7, months: 0);
        await _store.ProjectAsync();
    }

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Adds_up_by_month_what_will_lapse_and_last_what_never_will()
    {
        await Schedule.RefreshAsync(Now, CancellationToken.None);

        Assert.Equal(
            [("2027-01", 350L, 2L), ("2027-02", 40L, 1L), ("never", 7L, 1L)],
            (await Schedule.ReadAsync(CancellationToken.None)).Select(
                month => (month.Month is { } day ? $"{day:yyyy-MM}" : "never", month.Points, month.Members)));
    }

    [Fact]
    public async Task Is_made_anew_after_an_hour_and_not_before()
    {
        await Schedule.RefreshAsync(Now, CancellationToken.None);
        await ClaimAsync("m-5", "X-5", 1_000, months: 10);
        await _store.ProjectAsync();

        await Schedule.RefreshAsync(Now + TimeSpan.FromMinutes(59), CancellationToken.None);
        var before = (await Schedule.ReadAsync(CancellationToken.None))[0];
        await Schedule.RefreshAsync(Now + TimeSpan.FromMinutes(60), CancellationToken.None);
        var after = (await Schedule.ReadAsync(CancellationToken.None))[0];

        Assert.Equal((350L, Now), (before.Points, before.AsOf));
        Assert.Equal((1_350L, Now + TimeSpan.FromMinutes(60)), (after.Points, after.AsOf));
        Assert.Equal(1L, await _store.Fresh.ScalarAsync("select count(distinct as_of) from expiry_schedule"));
    }

    private async Task ClaimAsync(string member, string code, long points, int months)
    {
        var account = await _store.JoinAsync(member);
        var batch = await _store.PrintAsync(code);
        var terms = ProgramTerms.Default with
        {
            Expiry = months == 0 ? ExpiryPolicy.Never : new ExpiryPolicy(ExpiryKind.FixedMonths, months, 0),
        };
        var (posting, claim) = account.Earn(
            new EarnPoints(code, batch, new Points(points)), null, AStore.At(Now) with { Terms = terms });
        await _store.WriteAsync(new Entry(posting, claim));
    }
}
