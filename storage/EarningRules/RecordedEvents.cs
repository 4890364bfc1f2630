using Npgsql;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Storage.EarningRules;

/// <summary>An event that was credited, and what was known when it was.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Member">To whom.</param>
/// <param name="Standing">What the rules knew of the member then where that was kept, else what is known now; what capped
/// rules gave is not part of it.</param>
/// <param name="Own">What the event gave by itself: a code's own points.</param>
/// <param name="Given">What the rules gave for it.</param>
public sealed record RecordedEvent(EarningEvent Event, MemberId Member, MemberStanding Standing, Points Own, Points Given);

/// <summary>Events in the order in which they happened, for whoever decides them again.</summary>
public interface IRecordedEvents
{
    /// <summary>How many there are between two moments.</summary>
    Task<long> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    /// <summary>All of them between two moments, a page at a time: a million take no more memory than a thousand.</summary>
    IAsyncEnumerable<RecordedEvent> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}

/// <summary>Claims of product codes as events.</summary>
internal sealed class RecordedClaims(Database database) : IRecordedEvents
{
    private const int PageSize = 1_000;

    private const string Select =
        """
        select claim.code, claim.batch_id, claim.member_id, claim.points, claim.claimed_at, posting.detail,
               account.holdings->'tier'->>'Tier', profile.birthday, profile.tags
          from claims claim
          join postings posting on posting.member_id = claim.member_id and posting.seq = claim.posting_seq
          left join accounts account on account.member_id = claim.member_id
          left join lateral (select birthday, tags from member_profiles
                              where member_profiles.member_id = claim.member_id
                              order by version desc limit 1) profile on true
        """;

    public Task<long> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.Application.RowAsync(
            "select count(*) from claims where member_id is not null and claimed_at >= $1 and claimed_at < $2",
            [from.ToUniversalTime(), to.ToUniversalTime()],
            row => row.GetInt64(0),
            cancellation);

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        object[]? cursor = null;
        ListPage<RecordedEvent> page;
        do
        {
            page = await new KeysetQuery(Select, ["claim.claimed_at", "claim.code"], descending: false)
                .Where("claim.claimed_at >= {0}", from.ToUniversalTime())
                .Where("claim.claimed_at < {0}", to.ToUniversalTime())
                .ReadAsync(database.Application, new ListWindow(PageSize, cursor), Read, cancellation);
            foreach (var recorded in page.Rows)
            {
                yield return recorded;
            }

            cursor = page.Rows.Count == 0 ? null : Key(page.Rows[^1].Event);
        }
        while (page.HasNext);
    }

    private static object[] Key(EarningEvent claim) => [claim.OccurredAt, claim.Key["code:".Length..]];

    private static RecordedEvent Read(NpgsqlDataReader row)
    {
        var claimed = new EarningEvent(
            $"code:{row.GetString(0)}", EarningEventKind.CodeClaimed, row.Moment(4), null, null, $"batch:{row.GetInt64(1)}", []);
        var detail = row.Nullable<string>(5) is { } text ? AccountJson.ReadDetail(text) : null;
        var given = detail?.Award?.Points ?? Points.Zero;
        var standing = detail?.Standing ?? new MemberStanding(
            row.Nullable<string>(6) ?? "", row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7), [.. row.Nullable<string[]>(8) ?? []], false, 0, []);
        return new RecordedEvent(
            claimed, new MemberId(row.GetString(2)), standing with { Usage = [] }, new Points(row.GetInt64(3)) - given, given);
    }
}

/// <summary>What back-tests found.</summary>
public sealed class BackTestTable(Database database)
{
    /// <summary>A back-test that ended; <see langword="null"/> when none of this id did.</summary>
    public Task<BackTestView?> FindAsync(string id, CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            "select report from back_tests where id = $1", [id], row => RuleJson.ReadBackTest(row.GetString(0)), cancellation);

    /// <summary>Keeps a back-test that ended. The first that is kept stays.</summary>
    public Task KeepAsync(BackTestView test, DateTimeOffset now) =>
        database.Application.ExecuteAsync(
            "insert into back_tests (id, report, finished_at) values ($1, $2::json, $3) on conflict do nothing",
            [test.Id, RuleJson.Write(test), now]);
}
