using Npgsql;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>How far a day's run over the accounts has come.</summary>
/// <param name="After">The last member looked after.</param>
/// <param name="Accounts">How many were looked after.</param>
/// <param name="IsFinished">Whether all were.</param>
public sealed record DailyRun(string After, long Accounts, bool IsFinished);

/// <summary>Finds the accounts for which something must be done, and remembers how far a day's run has come.</summary>
public sealed class DueAccounts(Database database)
{
    /// <summary>The day's run; begun when it was not.</summary>
    public async Task<DailyRun> BeginAsync(DateOnly day, CancellationToken cancellation)
    {
        await database.Application.ExecuteAsync(
            "insert into daily_runs (day) values ($1) on conflict do nothing", [day], cancellation);
        return await database.Application.RowAsync(
            "select after, accounts, finished_at is not null from daily_runs where day = $1",
            [day],
            row => new DailyRun(row.GetString(0), row.GetInt64(1), row.GetBoolean(2)),
            cancellation) ?? throw new InvalidOperationException($"The run of {day:O} was not begun.");
    }

    /// <summary>Notes that the run has come as far as <paramref name="after"/>.</summary>
    public Task AdvanceAsync(DateOnly day, string after, int accounts, CancellationToken cancellation) =>
        database.Application.ExecuteAsync(
            "update daily_runs set after = greatest(after, $2), accounts = accounts + $3 where day = $1",
            [day, after, (long)accounts],
            cancellation);

    /// <summary>Notes that nothing is left of the day's run.</summary>
    public Task FinishAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellation) =>
        database.Application.ExecuteAsync(
            "update daily_runs set finished_at = $2 where day = $1 and finished_at is null", [day, now], cancellation);

    /// <summary>The next members whose accounts are due on <paramref name="day"/> or were before, by id.</summary>
    public async Task<IReadOnlyList<MemberId>> NextAsync(
        DateOnly day, string after, int limit, CancellationToken cancellation) =>
        await database.Application.RowsAsync(
            "select member_id from account_dues where due_on <= $1 and member_id > $2 order by member_id limit $3",
            [day, after, limit],
            Member,
            cancellation);

    /// <summary>The next members with a hold that has timed out, by id.</summary>
    public async Task<IReadOnlyList<MemberId>> WithHoldsTimedOutAsync(
        DateTimeOffset now, string after, int limit, CancellationToken cancellation) =>
        await database.Application.RowsAsync(
            "select member_id from account_dues where hold_due <= $1 and member_id > $2 order by member_id limit $3",
            [now, after, limit],
            Member,
            cancellation);

    /// <summary>The next transfers sent before <paramref name="sentBefore"/> that have not arrived, by id.</summary>
    public async Task<IReadOnlyList<TransferSent>> TransfersUnderWayAsync(
        DateTimeOffset sentBefore, string after, int limit, CancellationToken cancellation) =>
        await database.Application.RowsAsync(
            """
            select transfer.id, transfer.from_member, transfer.to_member, transfer.points, transfer.parts, transfer.sent_at
              from transfers transfer
              left join transfer_arrivals arrival on arrival.transfer_id = transfer.id
             where arrival.transfer_id is null and transfer.sent_at < $1 and transfer.id > $2
             order by transfer.id
             limit $3
            """,
            [sentBefore, after, limit],
            row => new TransferSent(
                row.GetString(0),
                new MemberId(row.GetString(1)),
                new MemberId(row.GetString(2)),
                new Points(row.GetInt64(3)),
                row.GetString(4),
                row.Moment(5)),
            cancellation);

    private static MemberId Member(NpgsqlDataReader row) => new(row.GetString(0));
}
