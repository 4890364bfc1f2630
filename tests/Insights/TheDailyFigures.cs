using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Insights;
using OrleansLoyalty.Tests.Storage;

namespace OrleansLoyalty.Tests.Insights;

public sealed class TheDailyFigures(AStore store) : IClassFixture<AStore>
{
    [Fact]
    public async Task Add_every_posting_once_under_its_day_where_the_program_is_and_its_kind()
    {
        var batch = await store.PrintAsync("DAY-1", "DAY-2", "DAY-3");
        var account = await store.JoinAsync("m-days");

        // In Shanghai, where the program is, the second of these is on the next day already.
        foreach (var (code, at) in new[]
        {
            ("DAY-1", "2026-03-01T15:59:59Z"), ("DAY-2", "2026-03-01T16:00:00Z"), ("DAY-3", "2026-03-01T16:00:01Z"),
        })
        {
            var (posting, claim) = account.Earn(
                new EarnPoints(code, batch, new Points(10)),
                null,
                AStore.At(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
            await store.WriteAsync(new Entry(posting, claim));
            account = account.Apply(posting);
            await CountAsync();
        }

        await CountAsync();

        var days = await store.Get<OverviewQueries>().DaysAsync(new(2026, 3, 1), new(2026, 3, 2), CancellationToken.None);
        Assert.Equal(
            [
                new DailyFigure(new(2026, 3, 1), PostingKind.Claim, 1, 10, 0, 1),
                new DailyFigure(new(2026, 3, 2), PostingKind.Claim, 2, 20, 0, 0),
            ],
            days);
    }

    [Fact]
    public async Task Count_kinds_that_they_have_never_heard_of()
    {
        await store.Fresh.ScalarAsync(
            """
            insert into postings (member_id, seq, kind, program_account, points, balance_after, source, detail, posted_at,
                                  posted_on, hash, txid)
            values ('m-later', 1, 99, 1, 70, 70, 'later', '{}', '2026-04-01T00:00:00Z', '2026-04-01', '', pg_current_xact_id()::text::bigint),
                   ('m-later', 2, 99, 1, -30, 40, 'later', '{}', '2026-04-01T00:00:00Z', '2026-04-01', '', pg_current_xact_id()::text::bigint)
            """);
        await CountAsync();

        var day = Assert.Single(
            await store.Get<OverviewQueries>().DaysAsync(new(2026, 4, 1), new(2026, 4, 1), CancellationToken.None));
        Assert.Equal(new DailyFigure(new(2026, 4, 1), (PostingKind)99, 2, 70, 30, 1), day);
    }

    private async Task CountAsync()
    {
        var written = await store.Fresh.ScalarAsync("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        do
        {
            await store.Get<DailyFiguresProjector>().ProjectAsync(CancellationToken.None);
        }
        while ((bool)(await store.Fresh.ScalarAsync($"select txid < {written} from projector where name = 'daily_figures'"))!);
    }
}
