using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Insights;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.Verification;
using OrleansLoyalty.Tests.Storage;

namespace OrleansLoyalty.Tests.Insights;

/// <summary>Points of January to March 2026 in Shanghai, eight hours before UTC.</summary>
public sealed class ClosingMonths : IAsyncLifetime
{
    private readonly AStore _store = new();

    private FinanceMonths Months => _store.Get<FinanceMonths>();

    public async Task InitializeAsync()
    {
        await _store.InitializeAsync();
        var batch = await _store.PrintAsync("F-1", "F-2", "F-3");
        var (first, one) = AStore.Claim(await _store.JoinAsync("m-f"), "F-1", batch, 100);
        var (second, two) = AStore.Claim(one, "F-2", batch, 250);
        var (third, three) = AStore.Claim(two, "F-3", batch, 1_000);
        var (posting, redemption) = three.Spend(
            new SpendPoints("i-f", 1, new Points(330), new RequestId("r")), "r-f", AStore.At(DateTimeOffset.UnixEpoch))!.Value;
        await _store.WriteAsync(
            new Entry(
                new MallItemAdded("i-f", "Cup", null, new Points(330), "admin", DateTimeOffset.UnixEpoch),
                new StockSupplied("i-f", OrleansLoyalty.Mall.MallItem.FirstSupply, 3, "admin", DateTimeOffset.UnixEpoch)),
            first,
            second,
            third,
            new Entry(posting, redemption));
        string[] moments = ["2026-01-31T15:59:59Z", "2026-01-31T16:00:00Z", "2026-02-28T15:59:59Z", "2026-03-05T00:00:00Z"];
        foreach (var (moment, index) in moments.Select((moment, index) => (moment, index)))
        {
            await _store.Fresh.ScalarAsync($"update postings set posted_at = '{moment}' where seq = {index + 1}");
        }

        await _store.Fresh.ScalarAsync("update program_settings set set_at = '2026-01-10T00:00:00Z'");
    }

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Counts_a_moment_in_the_month_that_it_is_in_where_the_program_is()
    {
        Assert.Equal(2, await Months.CloseAsync(At("2026-03-20T00:00:00Z"), CancellationToken.None));

        var months = await ListAsync();
        Assert.Equal(
            [("2026-02", 1_250L, 0L, 1_350L), ("2026-01", 100L, 0L, 100L)],
            months.Select(month => ($"{month.Month:yyyy-MM}", month.Issued, month.Redeemed, month.Outstanding)));
        var open = await Months.OpenAsync(At("2026-03-20T00:00:00Z"), CancellationToken.None);
        Assert.Equal((330L, 1_020L, null), (open.Redeemed, open.Outstanding, open.ClosedAt));
    }

    [Theory]
    [InlineData("2026-01-31T16:59:59Z", 0)]
    [InlineData("2026-01-31T17:00:00Z", 1)]
    public async Task Waits_for_an_hour_after_the_months_end(string now, int closed) =>
        Assert.Equal(closed, await Months.CloseAsync(At(now), CancellationToken.None));

    [Fact]
    public async Task Goes_on_where_it_was_stopped_and_closes_no_month_twice()
    {
        await Months.CloseAsync(At("2026-02-10T00:00:00Z"), CancellationToken.None);
        var january = (await ListAsync())[0];

        var together = await Task.WhenAll(
            Months.CloseAsync(At("2026-04-10T00:00:00Z"), CancellationToken.None),
            Months.CloseAsync(At("2026-04-10T00:00:00Z"), CancellationToken.None));

        Assert.Equal(2, together.Sum());
        var months = await ListAsync();
        Assert.Equal(["2026-03", "2026-02", "2026-01"], months.Select(month => $"{month.Month:yyyy-MM}"));
        Assert.Equal(january, months[^1]);
    }

    [Fact]
    public async Task Keeps_what_points_were_worth_when_the_month_ended()
    {
        await _store.Fresh.ScalarAsync(
            """
            insert into program_settings
            select 2, name, time_zone, points_per_code, replace(terms::text, '"pointsPerYuan": 100', '"pointsPerYuan": 200')::json,
                   'admin', '2026-02-05T00:00:00Z'
              from program_settings
            """);

        await Months.CloseAsync(At("2026-03-20T00:00:00Z"), CancellationToken.None);

        Assert.Equal([200, 100], (await ListAsync()).Select(month => month.PointsPerYuan));
    }

    [Theory]
    [InlineData("update postings set posted_at = '2026-01-20' where seq = 4", "Month 2026-01 was closed with")]
    [InlineData("update finance_months set outstanding = 7 where month = '2026-02-01'", "Month 2026-02 was closed with 7 points")]
    [InlineData("delete from finance_months where month = '2026-02-01'", "the month before it never was")]
    public async Task Is_compared_with_the_postings_by_verify(string damage, string sentence)
    {
        await Months.CloseAsync(At("2026-04-10T00:00:00Z"), CancellationToken.None);
        Assert.DoesNotContain(await ProblemsAsync(), problem => problem.StartsWith("Month", StringComparison.Ordinal));

        await _store.Fresh.ScalarAsync(damage);

        Assert.Contains(await ProblemsAsync(), problem => problem.Contains(sentence, StringComparison.Ordinal));
    }

    private static DateTimeOffset At(string moment) =>
        DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<FinanceMonth>> ListAsync() =>
        (await Months.ListAsync(new ListWindow(20), CancellationToken.None)).Rows;

    private async Task<IReadOnlyList<string>> ProblemsAsync() => (await new Verifier(_store.Database).RunAsync()).Problems;
}
