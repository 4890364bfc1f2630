using System.Collections.Immutable;

namespace OrleansLoyalty.Tiers;

/// <summary>
/// How members move between tiers. Everything here depends on its arguments alone. It is here and not beside the account's
/// other rules because the verifier works every tier out anew.
/// </summary>
/// <remarks>
/// <para>Up at once: whoever reaches the threshold of a higher tier has it from that day on, for a period. The period
/// ends, in a calendar year, with the last day of the next year; in a rolling year, twelve months later to the day
/// before (reached on 15 March: until 14 March).</para>
/// <para>On the last day of the period it is measured once more: whoever reaches the tier's threshold then has it for
/// another period, which follows without a gap. Whoever does not keeps it for the days of grace, and in them still gets
/// a new period by reaching the threshold.</para>
/// <para>After the grace it falls to the highest tier that was reached on the period's last day or is reached now, for a
/// period that begins that day. A calendar month counts as a whole: what is earned later in the month of a period's last
/// day counts for that day.</para>
/// <para>A review that comes late decides as if it had come on the day: review before a new event is counted and after.</para>
/// </remarks>
public static class TierRules
{
    /// <summary>For how many calendar months, the current one included, what counted must be kept: the year by which a
    /// period was qualified for, the period, and up to a year of grace after it.</summary>
    public const int MonthsKept = 37;

    /// <summary>The standing of whoever joins.</summary>
    public static TierStanding Initial(TierLadder ladder, DateOnly joined) => new(ladder.Tiers[0].Id, joined, null);

    /// <summary>The standing on a day.</summary>
    /// <param name="ladder">The tiers now; a tier that it no longer has counts as its lowest.</param>
    /// <param name="now">The standing at the last review.</param>
    /// <param name="months">What counted, by calendar month, in any order; a month may be missing.</param>
    /// <param name="today">The day, in the program's zone.</param>
    public static TierStanding Review(
        TierLadder ladder, TierStanding now, ImmutableArray<QualifyingMonth> months, DateOnly today)
    {
        var standing = Known(ladder, now, today);
        while (standing.Until is { } until && until < today)
        {
            var ended = EndOfPeriod(ladder, standing, until, months, today);
            if (ended == standing)
            {
                break; // In grace.
            }

            standing = ended;
        }

        var reached = Reached(ladder, Measure(ladder, months, today));
        return reached > Rank(ladder, standing.Tier) ? Begun(ladder, reached, today) : standing;
    }

    /// <summary>What counts on a day: points, minor units of the currency, or orders.</summary>
    public static long Measure(TierLadder ladder, ImmutableArray<QualifyingMonth> months, DateOnly day)
    {
        var last = MonthOf(day);
        var first = ladder.Window == TierWindow.CalendarYear ? new DateOnly(day.Year, 1, 1) : last.AddMonths(-11);
        var sum = 0L;
        foreach (var month in months)
        {
            if (month.Month >= first && month.Month <= last)
            {
                sum = checked(sum + ladder.Measure switch
                {
                    TierMeasure.QualifyingPoints => month.Points.Value,
                    TierMeasure.Spend => month.Spend.MinorUnits,
                    _ => month.Orders,
                });
            }
        }

        return sum;
    }

    /// <summary>The member's tier, and how far it is to the next.</summary>
    public static TierProgress Progress(
        TierLadder ladder, TierStanding now, ImmutableArray<QualifyingMonth> months, DateOnly today)
    {
        var standing = Review(ladder, now, months, today);
        var rank = Rank(ladder, standing.Tier);
        var tier = ladder.Tiers[rank];
        var next = rank + 1 < ladder.Tiers.Length ? ladder.Tiers[rank + 1] : null;
        var measure = Measure(ladder, months, today);
        var toKeep = standing.Until is not { } until
            ? 0
            : tier.Threshold - Measure(ladder, months, until < today ? today : until);
        return new TierProgress(
            tier,
            standing.Since,
            standing.Until,
            measure,
            CountsUntil(ladder, months, today),
            next,
            next is null ? 0 : next.Threshold - measure,
            Math.Max(0, toKeep));
    }

    /// <summary>The day on which a standing must be looked at again though nothing happens.</summary>
    /// <returns>The day after its period while that is to come, then the day after its grace; <see langword="null"/>
    /// for a tier that nobody loses.</returns>
    public static DateOnly? DueOn(TierLadder ladder, TierStanding now, DateOnly today) =>
        now.Until is not { } until ? null : until >= today ? until.AddDays(1) : until.AddDays(ladder.GraceDays + 1);

    /// <summary>What of the months must be kept on a day.</summary>
    public static ImmutableArray<QualifyingMonth> Kept(ImmutableArray<QualifyingMonth> months, DateOnly today)
    {
        var first = MonthOf(today).AddMonths(1 - MonthsKept);
        return months.Any(month => month.Month < first) ? [.. months.Where(month => month.Month >= first)] : months;
    }

    /// <summary>The months with something more, or less, of the month of a day.</summary>
    public static ImmutableArray<QualifyingMonth> Add(
        ImmutableArray<QualifyingMonth> months, DateOnly day, Points points, Money spend, int orders)
    {
        var first = MonthOf(day);
        for (var i = 0; i < months.Length; i++)
        {
            if (months[i].Month == first)
            {
                var sum = months[i];
                return months.SetItem(i, new QualifyingMonth(
                    first, sum.Points + points, sum.Spend + spend, checked(sum.Orders + orders)));
            }
        }

        return months.Add(new QualifyingMonth(first, points, spend, orders));
    }

    /// <summary>Where a tier stands in the ladder, 0 the lowest; one that it does not have counts as the lowest.</summary>
    public static int Rank(TierLadder ladder, string tier)
    {
        for (var rank = ladder.Tiers.Length - 1; rank > 0; rank--)
        {
            if (ladder.Tiers[rank].Id == tier)
            {
                return rank;
            }
        }

        return 0;
    }

    // The first look at a standing whose period is over: another period, nothing yet, or the fall.
    private static TierStanding EndOfPeriod(
        TierLadder ladder, TierStanding standing, DateOnly until, ImmutableArray<QualifyingMonth> months, DateOnly today)
    {
        var rank = Rank(ladder, standing.Tier);
        var atEnd = Reached(ladder, Measure(ladder, months, until));
        if (atEnd >= rank)
        {
            return standing with { Until = LastDay(ladder, until.AddDays(ladder.Window == TierWindow.CalendarYear ? 0 : 1)) };
        }

        var fall = until.AddDays(ladder.GraceDays + 1);
        if (today < fall)
        {
            return Reached(ladder, Measure(ladder, months, today)) >= rank
                ? standing with { Until = LastDay(ladder, today) }
                : standing;
        }

        return Begun(ladder, Math.Max(atEnd, Reached(ladder, Measure(ladder, months, fall))), fall);
    }

    private static TierStanding Begun(TierLadder ladder, int rank, DateOnly day) =>
        new(ladder.Tiers[rank].Id, day, rank == 0 ? null : LastDay(ladder, day));

    private static TierStanding Known(TierLadder ladder, TierStanding standing, DateOnly today)
    {
        var rank = Rank(ladder, standing.Tier);
        if (ladder.Tiers[rank].Id != standing.Tier)
        {
            return Initial(ladder, today);
        }

        // A ladder that was changed may have made another tier the lowest.
        return rank == 0
            ? standing with { Until = null }
            : standing.Until is null ? standing with { Until = LastDay(ladder, today) } : standing;
    }

    // The last day of a period in which a tier was reached, or reached again, on a day.
    private static DateOnly LastDay(TierLadder ladder, DateOnly day) =>
        ladder.Window == TierWindow.CalendarYear ? new DateOnly(day.Year + 1, 12, 31) : day.AddMonths(12).AddDays(-1);

    private static DateOnly CountsUntil(TierLadder ladder, ImmutableArray<QualifyingMonth> months, DateOnly today)
    {
        if (ladder.Window == TierWindow.CalendarYear)
        {
            return new DateOnly(today.Year, 12, 31);
        }

        var (first, last) = (MonthOf(today).AddMonths(-11), MonthOf(today));
        var oldest = last;
        foreach (var month in months)
        {
            if (month.Month >= first && month.Month < oldest && month is not { Points.Value: 0, Spend.MinorUnits: 0, Orders: 0 })
            {
                oldest = month.Month;
            }
        }

        return oldest.AddMonths(12).AddDays(-1);
    }

    private static int Reached(TierLadder ladder, long measure)
    {
        var rank = ladder.Tiers.Length - 1;
        while (rank > 0 && ladder.Tiers[rank].Threshold > measure)
        {
            rank--;
        }

        return rank;
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
