using System.Globalization;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Api.Insights;

/// <summary>What points are worth to the books.</summary>
/// <param name="OpenMonth">The oldest month that is not closed, as it is so far: the month that runs.</param>
public sealed record Finance(ShownFinanceMonth OpenMonth);

/// <summary>What a month of points came to.</summary>
/// <param name="Month">Which, such as 2026-11; it begins and ends in the program's time zone.</param>
/// <param name="Currency">ISO 4217 code of the currency in which points have a value.</param>
/// <param name="PointsPerYuan">How many points were worth one unit of it when the month ended.</param>
/// <param name="Issued">What was earned.</param>
/// <param name="Reversed">What was taken back of what was earned.</param>
/// <param name="Redeemed">What was spent, less what came back.</param>
/// <param name="Expired">What lapsed, less what was reinstated.</param>
/// <param name="Adjusted">What was posted by hand, in less out.</param>
/// <param name="Transferred">What was on its way between members at the end, less what was at the beginning.</param>
/// <param name="Outstanding">What members had at the end.</param>
/// <param name="ClosedAt">Since when the figures are final; null while the month runs.</param>
[GraphQLName("FinanceMonth")]
public sealed record ShownFinanceMonth(
    string Month,
    string Currency,
    int PointsPerYuan,
    long Issued,
    long Reversed,
    long Redeemed,
    long Expired,
    long Adjusted,
    long Transferred,
    long Outstanding,
    DateTimeOffset? ClosedAt)
{
    /// <summary>What was earned is worth, in minor units of the currency (fen).</summary>
    public long IssuedValueFen => PointsValue.InFen(Issued, PointsPerYuan);

    /// <summary>What was spent is worth, in minor units of the currency (fen).</summary>
    public long RedeemedValueFen => PointsValue.InFen(Redeemed, PointsPerYuan);

    /// <summary>What lapsed is worth, in minor units of the currency (fen).</summary>
    public long ExpiredValueFen => PointsValue.InFen(Expired, PointsPerYuan);

    /// <summary>What is outstanding is worth, in minor units of the currency (fen).</summary>
    public long OutstandingValueFen => PointsValue.InFen(Outstanding, PointsPerYuan);

    internal static ShownFinanceMonth From(FinanceMonth month) => new(
        month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        month.Currency,
        month.PointsPerYuan,
        month.Issued,
        month.Reversed,
        month.Redeemed,
        month.Expired,
        month.Adjusted,
        month.Transferred,
        month.Outstanding,
        month.ClosedAt);
}

/// <summary>What points are worth.</summary>
internal static class PointsValue
{
    /// <summary>In minor units of the currency, the fraction left out.</summary>
    internal static long InFen(long points, int pointsPerYuan) => (long)((Int128)points * 100 / pointsPerYuan);
}

/// <summary>Opens the books of points.</summary>
[QueryType]
public static partial class FinanceQuery
{
    /// <summary>What points are worth to the books, by month.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Finance> GetFinanceAsync(
        FinanceMonths months, TimeProvider clock, CancellationToken cancellation) =>
        new(ShownFinanceMonth.From(await months.OpenAsync(clock.GetUtcNow(), cancellation)));
}

/// <summary>The books of points.</summary>
[ObjectType<Finance>]
public static partial class FinanceNode
{
    private static readonly ListCursors Cursors = new("finance.months", typeof(DateOnly));

    /// <summary>Closed months, newest first. A closed month never changes.</summary>
    [UsePaging]
    public static async Task<Connection<ShownFinanceMonth>> GetMonthsAsync(
        [Parent] Finance finance, PagingArguments page, FinanceMonths months, CancellationToken cancellation) =>
        Cursors.Connection(
            await months.ListAsync(Cursors.Window(page), cancellation),
            ShownFinanceMonth.From,
            month => [month.Month]);

    /// <summary>What will lapse by month unless it is spent, the next month first, held and frozen points too.</summary>
    public static async Task<IReadOnlyList<ExpiringMonth>> GetExpiriesAsync(
        [Parent] Finance finance, ExpirySchedule schedule, CancellationToken cancellation) =>
        [.. (await schedule.ReadAsync(cancellation)).Select(month => new ExpiringMonth(
            month.Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            month.Points,
            PointsValue.InFen(month.Points, finance.OpenMonth.PointsPerYuan),
            month.Members,
            month.AsOf))];
}

/// <summary>Points whose last days lie in one month.</summary>
/// <param name="Month">Which, such as 2027-01; null for points that never lapse.</param>
/// <param name="Points">How many.</param>
/// <param name="ValueFen">What they are worth now, in minor units of the currency (fen).</param>
/// <param name="Members">How many members have them.</param>
/// <param name="AsOf">When it was added up; at most about an hour ago.</param>
public sealed record ExpiringMonth(string? Month, long Points, long ValueFen, long Members, DateTimeOffset AsOf);
