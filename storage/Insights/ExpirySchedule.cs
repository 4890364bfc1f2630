using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Storage.Insights;

/// <summary>Points that will lapse in one month unless they are spent.</summary>
/// <param name="AsOf">When it was added up.</param>
/// <param name="Month">The first day of the month in which their last days lie; <see langword="null"/> for never.</param>
/// <param name="Points">How many.</param>
/// <param name="Members">How many members have them.</param>
public sealed record ExpiringPoints(DateTimeOffset AsOf, DateOnly? Month, long Points, long Members);

/// <summary>What will lapse when, added up from the accounts' lots every hour: the accounts are too many for every look.</summary>
public sealed class ExpirySchedule(Database database, ILogger<ExpirySchedule> log)
{
    /// <summary>How old the schedule gets.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    // Any number will do as long as every version of the application asks for the same lock.
    private const string Turn =
        """
        select coalesce((select max(as_of) from expiry_schedule) <= $1, true) and pg_try_advisory_xact_lock(1079068)
        """;

    private const string States =
        $"""
        select wanted.id, {AccountStates.Columns}
          from members wanted
          {AccountStates.OfWanted}
         order by wanted.id, posting.seq
        """;

    private const string Replace =
        """
        with earlier as (delete from expiry_schedule)
        insert into expiry_schedule (as_of, month, points, members) select $1, * from unnest($2, $3, $4)
        """;

    /// <summary>Adds the schedule up anew if it is older than <see cref="MaxAge"/>.</summary>
    /// <exception cref="StorageUnavailableException">PostgreSQL did not answer; the schedule stays as old as it is.</exception>
    public async Task RefreshAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.Application.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var turn = new NpgsqlCommand(Turn, connection);
            turn.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = (now - MaxAge).ToUniversalTime() });
            if (await turn.ExecuteScalarAsync(cancellation) is not true)
            {
                return;
            }

            await WriteAsync(connection, now, await AddUpAsync(connection, cancellation), cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (NpgsqlException fault)
        {
            throw database.Application.Unavailable("PostgreSQL did not take the schedule of expiries.", fault);
        }
    }

    /// <summary>The schedule, the next month first; what never lapses comes last.</summary>
    public Task<List<ExpiringPoints>> ReadAsync(CancellationToken cancellation) => database.Application.RowsAsync(
        """
        select as_of, case when month = 'infinity' then null else to_char(month, 'YYYY-MM-DD') end, points, members
          from expiry_schedule
         where as_of = (select max(as_of) from expiry_schedule)
         order by month
        """,
        [],
        row => new ExpiringPoints(
            row.Moment(0),
            row.IsDBNull(1) ? null : DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            row.GetInt64(2),
            row.GetInt64(3)),
        cancellation);

    private async Task<Dictionary<DateOnly, (long Points, long Members)>> AddUpAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        var schedule = new Dictionary<DateOnly, (long Points, long Members)>();
        await using var command = new NpgsqlCommand(States, connection) { CommandTimeout = 0 };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await foreach (var account in AccountStates.ReadAsync(row, OnLie, cancellation))
        {
            foreach (var month in account.Holdings.Lots
                .Concat(account.Holdings.Holds.SelectMany(hold => hold.Slices))
                .GroupBy(slice => slice.ExpiresOn is { } last ? new DateOnly(last.Year, last.Month, 1) : DateOnly.MaxValue))
            {
                var (points, members) = schedule.GetValueOrDefault(month.Key);
                schedule[month.Key] = (points + month.Sum(slice => slice.Points), members + 1);
            }
        }

        return schedule;
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        Dictionary<DateOnly, (long Points, long Members)> schedule,
        CancellationToken cancellation)
    {
        // The driver writes the last day of all as infinity.
        await using var command = new NpgsqlCommand(Replace, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = [.. schedule.Keys] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. schedule.Values.Select(month => month.Points)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. schedule.Values.Select(month => month.Members)] });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private void OnLie(MemberId member, Exception lie) =>
        log.LogError(lie, "The account of member {Member} cannot be folded; the schedule of expiries leaves it out", member);
}
