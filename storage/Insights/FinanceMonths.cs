using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.Insights;

/// <summary>What a month of points came to.</summary>
/// <param name="Month">Its first day, in the program's zone of then.</param>
/// <param name="Currency">In which the points have a value.</param>
/// <param name="PointsPerYuan">How many points were worth one unit of it when the month ended.</param>
/// <param name="Issued">What was earned.</param>
/// <param name="Reversed">What was taken back of what was earned.</param>
/// <param name="Redeemed">What was spent, less what came back.</param>
/// <param name="Expired">What lapsed, less what was reinstated.</param>
/// <param name="Adjusted">What was posted by hand, in less out.</param>
/// <param name="Transferred">What was on its way between members at the end, less what was at the beginning.</param>
/// <param name="Outstanding">What members had at the end.</param>
/// <param name="ClosedAt">Since when the figures are final; <see langword="null"/> while the month runs.</param>
public sealed record FinanceMonth(
    DateOnly Month,
    string Currency,
    int PointsPerYuan,
    long Issued,
    long Reversed,
    long Redeemed,
    long Expired,
    long Adjusted,
    long Transferred,
    long Outstanding,
    DateTimeOffset? ClosedAt);

/// <summary>Sums postings up by month, closes months, and lists them.</summary>
public sealed class FinanceMonths(Database database)
{
    /// <summary>How long after a month's end it is closed: whatever was decided in it is written by then.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    private const string Columns =
        """
        month, currency, points_per_yuan, issued, reversed, redeemed, expired, adjusted, transferred, outstanding, closed_at
        """;

    /// <summary>What postings come to by the program's accounts; <c>postings</c> must be there.</summary>
    internal static readonly string Sums =
        $"""
        coalesce(sum(points) filter (where program_account = {(int)ProgramAccount.Issuance} and points > 0), 0)::bigint as issued,
        coalesce(-sum(points) filter (where program_account = {(int)ProgramAccount.Issuance} and points < 0), 0)::bigint as reversed,
        coalesce(-sum(points) filter (where program_account = {(int)ProgramAccount.Mall}), 0)::bigint as redeemed,
        coalesce(-sum(points) filter (where program_account = {(int)ProgramAccount.Expiry}), 0)::bigint as expired,
        coalesce(sum(points) filter (where program_account = {(int)ProgramAccount.Adjustment}), 0)::bigint as adjusted,
        coalesce(-sum(points) filter (where program_account = {(int)ProgramAccount.Transfer}), 0)::bigint as transferred,
        coalesce(sum(points), 0)::bigint as net
        """;

    // The month's settings are those that were in force when it ended; of a month before all settings, the first.
    private static readonly string OfMonth =
        $"""
        select $1::date as month, $2::text as time_zone, terms ->> 'currency' as currency,
               (terms -> 'cash' ->> 'pointsPerYuan')::int as points_per_yuan,
               issued, reversed, redeemed, expired, adjusted, transferred,
               net + coalesce((select outstanding from finance_months where month < $1 order by month desc limit 1), 0) as outstanding
          from (select {Sums}
                  from postings
                 where posted_at >= $1::date::timestamp at time zone $2
                   and posted_at < ($1::date + interval '1 month')::timestamp at time zone $2) sums,
               (select terms
                  from program_settings
                 order by set_at < ($1::date + interval '1 month')::timestamp at time zone $2 desc,
                          case when set_at < ($1::date + interval '1 month')::timestamp at time zone $2
                               then -version else version end
                 limit 1) settings
        """;

    /// <summary>Closes every month that is over and not closed, oldest first; stopped halfway, it goes on next time.</summary>
    /// <returns>How many months were closed.</returns>
    public async Task<int> CloseAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var closed = 0;
        while (await NextAsync(now, cancellation) is var (month, zone) && EndOf(month, zone) + Settling <= now)
        {
            // Two silos may try at once; the table's fence lets one.
            closed += await database.Application.ExecuteAsync(
                $"""
                insert into finance_months
                  (month, time_zone, currency, points_per_yuan, issued, reversed, redeemed, expired, adjusted, transferred,
                   outstanding, closed_at)
                select of_month.*, $3 from ({OfMonth}) of_month
                    on conflict (month) do nothing
                """,
                [month, zone.Id, now.ToUniversalTime()],
                cancellation);
        }

        return closed;
    }

    /// <summary>The month that runs, as it is so far, with what is not closed yet before it.</summary>
    public async Task<FinanceMonth> OpenAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (month, zone) = await NextAsync(now, cancellation);
        return (await database.Application.RowAsync(
            $"select of_month.*, null::timestamptz from ({OfMonth}) of_month", [month, zone.Id], row => Read(row, skip: 1), cancellation))!;
    }

    /// <summary>A page of closed months, newest first. The key is the month.</summary>
    public Task<ListPage<FinanceMonth>> ListAsync(ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery($"select {Columns} from finance_months", ["month"], descending: true)
            .ReadAsync(database.Application, window, row => Read(row, skip: 0), cancellation);

    // The month after the last closed one; before any, the one in which the program was set up.
    private async Task<(DateOnly Month, TimeZoneInfo Zone)> NextAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (last, first, zoneId) = await database.Application.RowAsync(
            """
            select (select max(month) from finance_months),
                   (select min(set_at) from program_settings),
                   (select time_zone from program_settings order by version desc limit 1)
            """,
            [],
            row => (row.IsDBNull(0) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(0), row.Moment(1), row.GetString(2)),
            cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var start = TimeZoneInfo.ConvertTime(first < now ? first : now, zone);
        return (last?.AddMonths(1) ?? new DateOnly(start.Year, start.Month, 1), zone);
    }

    private static DateTimeOffset EndOf(DateOnly month, TimeZoneInfo zone)
    {
        var end = month.AddMonths(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
    }

    private static FinanceMonth Read(NpgsqlDataReader row, int skip) => new(
        row.GetFieldValue<DateOnly>(0),
        row.GetString(1 + skip),
        row.GetInt32(2 + skip),
        row.GetInt64(3 + skip),
        row.GetInt64(4 + skip),
        row.GetInt64(5 + skip),
        row.GetInt64(6 + skip),
        row.GetInt64(7 + skip),
        row.GetInt64(8 + skip),
        row.GetInt64(9 + skip),
        row.IsDBNull(10 + skip) ? null : row.Moment(10 + skip));
}
