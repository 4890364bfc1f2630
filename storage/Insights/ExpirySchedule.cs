using System.Globalization;

namespace OrleansLoyalty.Storage.Insights;

/// <summary>Points that will lapse in one month unless they are spent.</summary>
/// <param name="AsOf">When it was added up.</param>
/// <param name="Month">The first day of the month in which their last days lie; <see langword="null"/> for never.</param>
/// <param name="Points">How many.</param>
/// <param name="Members">How many members have them.</param>
public sealed record ExpiringPoints(DateTimeOffset AsOf, DateOnly? Month, long Points, long Members);

/// <summary>What will lapse when, added up from the accounts' lots every hour: the accounts are too many for every look.</summary>
public sealed class ExpirySchedule(Database database)
{
    /// <summary>How old the schedule gets.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    // Any number will do as long as every version of the application asks for the same lock.
    private const string Refresh =
        """
        with turn as (
          select $1::timestamptz as as_of
           where coalesce((select max(as_of) from expiry_schedule) <= $2, true) and pg_try_advisory_xact_lock(1079068)
        ), pieces as (
          select member_id, slice
            from turn, accounts, json_array_elements(coalesce(holdings -> 'lots', '[]')) slice
           union all
          select member_id, slice
            from turn, accounts, json_array_elements(coalesce(holdings -> 'holds', '[]')) hold,
                 json_array_elements(coalesce(hold -> 'slices', '[]')) slice
        )
        insert into expiry_schedule (as_of, month, points, members)
        select turn.as_of, coalesce(date_trunc('month', (slice ->> 'x')::date)::date, 'infinity'),
               sum((slice ->> 'p')::bigint), count(distinct member_id)
          from turn, pieces
         group by 1, 2
        """;

    /// <summary>Adds the schedule up anew if it is older than <see cref="MaxAge"/>.</summary>
    public async Task RefreshAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var oldest = (now - MaxAge).ToUniversalTime();
        if (await database.Application.ExecuteAsync(Refresh, [now.ToUniversalTime(), oldest], cancellation) > 0)
        {
            await database.Application.ExecuteAsync(
                "delete from expiry_schedule where as_of < (select max(as_of) from expiry_schedule)", [], cancellation);
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
}
