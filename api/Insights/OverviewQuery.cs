using System.Globalization;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Api.Insights;

/// <summary>How the program does, a moment behind.</summary>
/// <param name="Codes">Codes that were imported.</param>
/// <param name="Claimed">Codes that were claimed.</param>
/// <param name="Members">Members who ever had points.</param>
/// <param name="PointsIssued">Points that were given, and did not come from another member or back from a spend.</param>
/// <param name="PointsRedeemed">Points that were exchanged for items or paid for orders.</param>
/// <param name="PointsOutstanding">Points that are in accounts now.</param>
public sealed record Overview(
    long Codes, long Claimed, long Members, long PointsIssued, long PointsRedeemed, long PointsOutstanding);

/// <summary>What happened to points on one day of the program's time zone.</summary>
/// <param name="Day">The day, as yyyy-mm-dd.</param>
/// <param name="PointsIn">Points that came into accounts.</param>
/// <param name="PointsOut">Points that left accounts.</param>
/// <param name="NewMembers">Members who had points for the first time.</param>
/// <param name="Kinds">The same by kind; a kind that did not occur is left out.</param>
public sealed record DayFigures(
    string Day, long PointsIn, long PointsOut, long NewMembers, IReadOnlyList<KindFigures> Kinds);

/// <summary>What one kind of posting came to on a day.</summary>
/// <param name="Kind">Why the points moved.</param>
/// <param name="Postings">How often.</param>
/// <param name="PointsIn">Points that came into accounts by it.</param>
/// <param name="PointsOut">Points that left accounts by it.</param>
public sealed record KindFigures(PostingKind Kind, long Postings, long PointsIn, long PointsOut);

/// <summary>Shows how the program does.</summary>
[QueryType]
public static partial class OverviewQuery
{
    /// <summary>Sums over everything there is.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Overview> GetOverviewAsync(OverviewQueries figures, CancellationToken cancellation)
    {
        var totals = await figures.TotalsAsync(cancellation);
        return new(
            totals.Codes,
            totals.Claimed,
            totals.Members,
            totals.PointsIssued,
            totals.PointsRedeemed,
            totals.PointsOutstanding);
    }
}

/// <summary>What an overview leads to.</summary>
[ObjectType<Overview>]
public static partial class OverviewNode
{
    private const int MostDays = 400;

    /// <summary>The days of a stretch, each of them, oldest first.</summary>
    /// <param name="from">The first day, as yyyy-mm-dd; 29 days before the last when left out.</param>
    /// <param name="to">The last day; today, where the program is, when left out. At most 400 days.</param>
    public static async Task<IReadOnlyList<DayFigures>> GetDaysAsync(
        [Parent] Overview overview,
        string? from,
        string? to,
        OverviewQueries figures,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var last = to is null ? await TodayAsync(grains, clock) : BadInput.Day("to", to);
        var first = from is null ? last.AddDays(-29) : BadInput.Day("from", from);
        if (first > last || last.DayNumber - first.DayNumber >= MostDays)
        {
            throw BadInput.Error("from", $"must be at or before to, and at most {MostDays} days before it");
        }

        var known = (await figures.DaysAsync(first, last, cancellation)).ToLookup(figure => figure.Day);
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => Sum(day, known[day]))];
    }

    private static DayFigures Sum(DateOnly day, IEnumerable<DailyFigure> figures)
    {
        var all = figures.ToList();
        return new(
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            all.Sum(figure => figure.PointsIn),
            all.Sum(figure => figure.PointsOut),
            all.Sum(figure => figure.NewMembers),
            [.. all.Select(figure => new KindFigures(figure.Kind, figure.Postings, figure.PointsIn, figure.PointsOut))]);
    }

    private static async Task<DateOnly> TodayAsync(IGrainFactory grains, TimeProvider clock)
    {
        var program = await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).View();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(program.TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }
}
