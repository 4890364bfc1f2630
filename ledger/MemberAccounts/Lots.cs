using System.Collections.Immutable;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>An account's lots, kept in the order in which they are taken: the earliest last day first, then the oldest.</summary>
public static class Lots
{
    private static readonly Comparer<LotSlice> Order = Comparer<LotSlice>.Create((left, right) =>
    {
        var byDay = (left.ExpiresOn ?? DateOnly.MaxValue).CompareTo(right.ExpiresOn ?? DateOnly.MaxValue);
        return byDay != 0 ? byDay : left.Lot.CompareTo(right.Lot);
    });

    /// <summary>Puts lots into their order.</summary>
    public static ImmutableArray<LotSlice> Ordered(this IEnumerable<LotSlice> lots) => [.. lots.Order(Order)];

    /// <summary>How many points there are in lots.</summary>
    public static long Points(this ImmutableArray<LotSlice> lots)
    {
        var sum = 0L;
        foreach (var lot in lots)
        {
            sum += lot.Points;
        }

        return sum;
    }

    /// <summary>Rolling points after a spend: they live their months from then on.</summary>
    public static LotSlice RenewedOn(this LotSlice lot, DateOnly spentOn)
    {
        if (lot.RollingMonths == 0 || lot.EarnedOn > spentOn)
        {
            return lot;
        }

        var lastDay = spentOn.AddMonths(lot.RollingMonths);
        return lastDay > lot.ExpiresOn ? lot with { ExpiresOn = lastDay } : lot;
    }

    /// <summary>
    /// The lots with more points: in the lot they belong to, which may be new or may be opened again. A lot takes the
    /// later last day of points that join it.
    /// </summary>
    public static ImmutableArray<LotSlice> Put(this ImmutableArray<LotSlice> lots, LotSlice slice)
    {
        for (var i = lots.Length - 1; i >= 0; i--) // Points mostly join the latest.
        {
            if (lots[i].Lot == slice.Lot)
            {
                var more = lots[i] with { Points = checked(lots[i].Points + slice.Points) };
                return slice.ExpiresOn > more.ExpiresOn
                    ? lots.RemoveAt(i).Insert(more with { ExpiresOn = slice.ExpiresOn })
                    : lots.SetItem(i, more);
            }
        }

        return lots.Insert(slice);
    }

    public static ImmutableArray<LotSlice> Put(this ImmutableArray<LotSlice> lots, ImmutableArray<LotSlice> slices)
    {
        foreach (var slice in slices)
        {
            lots = lots.Put(slice);
        }

        return lots;
    }

    /// <summary>The lots without what was taken.</summary>
    /// <exception cref="InvalidOperationException">A lot has not what was taken from it: a posting lies.</exception>
    public static ImmutableArray<LotSlice> Take(this ImmutableArray<LotSlice> lots, ImmutableArray<LotSlice> taken)
    {
        if (taken.IsEmpty)
        {
            return lots;
        }

        var left = lots.ToBuilder();
        foreach (var slice in taken)
        {
            var at = IndexOf(left, slice.Lot);
            if (at < 0 || left[at].Points < slice.Points)
            {
                throw new InvalidOperationException($"{slice.Points} points were taken from lot {slice.Lot}, which has fewer.");
            }

            left[at] = left[at] with { Points = left[at].Points - slice.Points };
        }

        left.RemoveAll(lot => lot.Points == 0);
        return left.DrainToImmutable();
    }

    /// <summary>The lots with what the member was told of them.</summary>
    public static ImmutableArray<LotSlice> Noticed(this ImmutableArray<LotSlice> lots, ImmutableArray<LotNotice> notices) =>
        notices.IsEmpty
            ? lots
            : [.. lots.Select(lot => notices.FirstOrDefault(notice => notice.Lot == lot.Lot) is { } told
                ? lot with { Notice = told.Notice }
                : lot)];

    private static ImmutableArray<LotSlice> Insert(this ImmutableArray<LotSlice> lots, LotSlice slice)
    {
        var place = lots.BinarySearch(slice, Order);
        return lots.Insert(place < 0 ? ~place : place, slice);
    }

    private static int IndexOf(ImmutableArray<LotSlice>.Builder lots, long lot)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].Lot == lot)
            {
                return i;
            }
        }

        return -1;
    }
}
