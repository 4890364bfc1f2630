using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Loading;
using OrleansLoyalty.Storage.Tiers;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>Finds what was posted before, so that a repeated request is answered and not done again.</summary>
public interface IEarlierPostings
{
    /// <summary>The posting of this member and request, or <see langword="null"/> when there is none.</summary>
    Task<PointsPosted?> FindAsync(MemberId member, RequestId request);

    /// <summary>The posting of this number, or <see langword="null"/> when there is none.</summary>
    Task<PointsPosted?> AtAsync(MemberId member, long seq);

    /// <summary>The postings that take this one back, oldest first.</summary>
    Task<IReadOnlyList<PointsPosted>> ReversalsAsync(MemberId member, long seq);

    /// <summary>How many points of this lot lapsed.</summary>
    Task<long> LapsedAsync(MemberId member, long lot);

    /// <summary>
    /// The steps of a member that matter for the tier, oldest first; none when it cannot hang on an accrual, as
    /// <see cref="TierStep.MayHang"/> says.
    /// </summary>
    Task<IReadOnlyList<TierStep>> TierStepsAsync(MemberId member, long accrual);

    /// <summary>Who was credited with this event, or <see langword="null"/> when nobody was.</summary>
    Task<EventCredit?> CreditAsync(string key);
}

/// <summary>Where an event's points went.</summary>
public sealed record EventCredit(string Key, MemberId Member, long Seq);

/// <inheritdoc cref="IEarlierPostings"/>
internal sealed class EarlierPostings(Database database) : IEarlierPostings
{
    private const short Claim = (short)PostingKind.Claim;
    private const short Accrual = (short)PostingKind.Accrual;
    private const short Reversal = (short)PostingKind.Reversal;
    private const short TierChange = (short)PostingKind.TierChange;
    private const string Select = $"select {PostingRow.Columns} from postings posting";
    private readonly CreditLoad _credits = new(database);

    public Task<PointsPosted?> FindAsync(MemberId member, RequestId request) => database.Application.RowAsync(
        $"{Select} where member_id = $1 and request_id = $2", [member.Value, request.Value], PostingRow.Read);

    public Task<PointsPosted?> AtAsync(MemberId member, long seq) => database.Application.RowAsync(
        $"{Select} where member_id = $1 and seq = $2", [member.Value, seq], PostingRow.Read);

    public async Task<IReadOnlyList<PointsPosted>> ReversalsAsync(MemberId member, long seq) =>
        await database.Application.RowsAsync(
            $"{Select} where member_id = $1 and reverses = $2 order by seq", [member.Value, seq], PostingRow.Read);

    public Task<long> LapsedAsync(MemberId member, long lot) => database.Application.RowAsync(
        "select coalesce(-sum(points), 0)::bigint from postings where member_id = $1 and lot = $2 and kind = $3",
        [member.Value, lot, (short)PostingKind.Expiry],
        row => row.GetInt64(0));

    public async Task<IReadOnlyList<TierStep>> TierStepsAsync(MemberId member, long accrual)
    {
        var rows = await database.Application.RowsAsync(
            $"""
            select seq, posted_on, posted_at, points, reverses, detail is null, detail -> 'counts'
              from postings
             where member_id = $1 and kind in ({Claim}, {Accrual}, {Reversal}, {TierChange})
               and exists (select from postings changed
                            where changed.member_id = $1 and changed.seq > $2
                              and (changed.kind = {TierChange} or (changed.kind = {Reversal} and changed.reverses <> $2)))
             order by seq
            """,
            [member.Value, accrual],
            row => (
                Seq: row.GetInt64(0),
                Day: row.GetFieldValue<DateOnly>(1),
                At: row.Moment(2),
                Reverses: row.Nullable<long?>(4),
                Counts: row.GetBoolean(5) ? TierStep.Plain(row.GetFieldValue<DateOnly>(1), new Points(row.GetInt64(3)))
                    : row.Nullable<string>(6) is { } counts ? AccountJson.ReadCounts(counts)
                    : null));
        if (rows.Count == 0)
        {
            return [];
        }

        var ladders = new Ladders();
        await database.Application.EachRowAsync(Ladders.Select, [], ladders.Add);
        return rows.ConvertAll(row => new TierStep(row.Seq, row.Day, ladders.At(row.At), row.Counts, row.Reverses));
    }

    public Task<EventCredit?> CreditAsync(string key) => _credits.LoadAsync(key);

    private sealed class CreditLoad(Database database) : GroupedLoad<string, EventCredit>
    {
        protected override Task QueryAsync(IReadOnlyList<string> keys, Action<NpgsqlDataReader> row) =>
            database.Application.EachRowAsync(
                "select key, member_id, seq from event_credits where key = any ($1)", [keys.ToArray()], row);

        protected override string KeyOf(NpgsqlDataReader row) => row.GetString(0);

        protected override EventCredit Read(NpgsqlDataReader row, EventCredit? before) =>
            new(row.GetString(0), new MemberId(row.GetString(1)), row.GetInt64(2));
    }
}
