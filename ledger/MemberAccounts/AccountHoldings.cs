using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>What an account consists of beside its total: the fold of what its postings did. Kept with a snapshot.</summary>
public sealed record AccountHoldings
{
    /// <summary>The holdings of a member who has just joined.</summary>
    public static readonly AccountHoldings None = new();

    /// <summary>Lots with points left, in the order in which they are taken: the earliest last day first.</summary>
    [JsonPropertyName("lots")]
    public ImmutableArray<LotSlice> Lots { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Points set aside.</summary>
    [JsonPropertyName("holds")]
    public ImmutableArray<HeldPoints> Holds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Owed for reversals of points already spent.</summary>
    [JsonPropertyName("debt")]
    public long Debt { get; init; }

    /// <summary>Whether the whole account is frozen.</summary>
    [JsonPropertyName("frozen")]
    public bool IsFrozen { get; init; }

    /// <summary>The day of the last spend.</summary>
    [JsonPropertyName("spent")]
    public DateOnly? SpentOn { get; init; }

    /// <summary>The tier, once it was decided.</summary>
    [JsonPropertyName("tier")]
    public TierStanding? Tier { get; init; }

    /// <summary>What counted towards tiers, oldest month first.</summary>
    [JsonPropertyName("months")]
    public ImmutableArray<QualifyingMonth> Months { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How many orders were credited and not refunded whole.</summary>
    [JsonPropertyName("orders")]
    public int Orders { get; init; }

    /// <summary>The last check-in.</summary>
    [JsonPropertyName("checkin")]
    public CheckIn? CheckIn { get; init; }

    /// <summary>What rules with a cap gave so far.</summary>
    [JsonPropertyName("usage")]
    public ImmutableArray<RuleUsage> Usage { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What was sent to other members on the last day on which something was.</summary>
    [JsonPropertyName("sent")]
    public SentPoints? Sent { get; init; }

    /// <summary>What the postings must sum up to.</summary>
    [JsonIgnore]
    public long Total => Lots.Points() + Holds.Sum(hold => hold.Points) - Debt;

    /// <summary>The day from which on something is due: a notice, a lapse, a look at the tier.</summary>
    [JsonIgnore]
    public DateOnly? DueOn
    {
        get
        {
            var due = Tier?.Until?.AddDays(1);
            foreach (var lot in Lots)
            {
                if (lot.ExpiresOn is not { } lastDay || LotEnd.FirstStep(lastDay) > due)
                {
                    break; // They are in the order of their last days: nothing is due sooner for those that follow.
                }

                due = lot.NextStep() is { } next && !(next.On > due) ? next.On : due;
            }

            return due;
        }
    }

    /// <summary>The moment when the first hold times out.</summary>
    [JsonIgnore]
    public DateTimeOffset? HoldDue => Holds.Min(hold => hold.Terms.TimesOutAt);

    /// <summary>
    /// Points that were set aside or paid, as they go back to their lots on a day. A lot whose end is still to come
    /// takes them as they were; a lot that has ended since opens again.
    /// </summary>
    public ImmutableArray<LotSlice> Returned(IEnumerable<LotSlice> slices, DateOnly today) =>
        [.. slices.Select(slice => Returned(slice, today))];

    /// <summary>The holdings after one more posting.</summary>
    public AccountHoldings Apply(PointsPosted posting) => posting.Detail is { } detail
        ? Apply(detail, posting.PostedOn)
        : this with
        {
            Lots = Lots.Put(PlainLot(posting)),
            Months = Count(new QualifyingMonth(FirstOf(posting.PostedOn), posting.Points, Money.Zero, 0)),
        };

    private AccountHoldings Apply(PostingDetail detail, DateOnly day)
    {
        var left = detail.Ended is null ? Lots.Take(detail.Taken) : Lots;
        var spentOn = detail.IsSpend ? day : SpentOn;
        return this with
        {
            Lots = Renewed(left.Put(detail.Given).Noticed(detail.Notices), spentOn),
            Holds = HoldsAfter(detail),
            Debt = checked(Debt + detail.Debt),
            IsFrozen = detail.Frozen ?? IsFrozen,
            SpentOn = spentOn,
            Tier = detail.Tier ?? Tier,
            Months = detail.Counts is { } counts ? Count(counts) : Months,
            Orders = Orders + (detail.Counts?.Orders ?? 0),
            CheckIn = detail.CheckIn ?? CheckIn,
            Usage = detail.Uses.Aggregate(Usage, Use),
            Sent = detail.Sent == 0 ? Sent : new SentPoints(day, (Sent?.Day == day ? Sent.Points : 0) + detail.Sent),
        };
    }

    private LotSlice Returned(LotSlice slice, DateOnly today)
    {
        var renewed = SpentOn is { } day ? slice.RenewedOn(day) : slice;
        if (!renewed.HasEnded(today))
        {
            return slice;
        }

        // An open lot of the same last day has not lapsed yet: a notice came late. A later last day means that it
        // opened again before.
        var hasNotLapsed = Lots.Any(lot => lot.Lot == slice.Lot && lot.ExpiresOn == renewed.ExpiresOn);
        return hasNotLapsed ? slice : slice.OpenedAgain(today);
    }

    private static LotSlice PlainLot(PointsPosted posting) => new(
        posting.Lot ?? posting.Seq,
        posting.Points.Value,
        posting.PostedOn,
        posting.ExpiresOn,
        RollingMonths: 0,
        SpendableOn: null,
        StandsAlone: false,
        Notice: null);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Rolling points live from the last spend on, wherever they were when it happened.</summary>
    private static ImmutableArray<LotSlice> Renewed(ImmutableArray<LotSlice> lots, DateOnly? spentOn) =>
        spentOn is not { } day || !lots.Any(lot => lot.RollingMonths > 0)
            ? lots
            : lots.Select(lot => lot.RenewedOn(day)).Ordered();

    private ImmutableArray<HeldPoints> HoldsAfter(PostingDetail detail)
    {
        var holds = detail.Ended is { } ended ? Holds.RemoveAll(hold => hold.Terms.Name == ended) : Holds;
        return detail.Hold is { } terms ? holds.Add(new HeldPoints(terms, detail.Taken)) : holds;
    }

    private ImmutableArray<QualifyingMonth> Count(QualifyingMonth more)
    {
        var at = Months.Length - 1;
        while (at >= 0 && Months[at].Month > more.Month)
        {
            at--;
        }

        if (at >= 0 && Months[at].Month == more.Month)
        {
            var sum = Months[at];
            return Months.SetItem(at, sum with
            {
                Points = sum.Points + more.Points,
                Spend = sum.Spend + more.Spend,
                Orders = sum.Orders + more.Orders,
            });
        }

        var months = Months.Insert(at + 1, more);
        var oldest = months[^1].Month.AddMonths(-TierRules.MonthsKept);
        return months[0].Month < oldest ? months.RemoveAll(month => month.Month < oldest) : months;
    }

    private static ImmutableArray<RuleUsage> Use(ImmutableArray<RuleUsage> usage, RuleUsage more)
    {
        for (var i = 0; i < usage.Length; i++)
        {
            if (usage[i].RuleId == more.RuleId)
            {
                return usage.SetItem(i, Sum(usage[i], more));
            }
        }

        return usage.Add(more);
    }

    private static RuleUsage Sum(RuleUsage so, RuleUsage more) => so with
    {
        Day = more.Day > so.Day ? more.Day : so.Day,
        PointsOnDay = more.Day == so.Day ? so.PointsOnDay + more.PointsOnDay
            : more.Day > so.Day ? more.PointsOnDay : so.PointsOnDay,
        PointsInAll = so.PointsInAll + more.PointsInAll,
    };
}

/// <summary>Points set aside, and the lots they came from.</summary>
public sealed record HeldPoints(
    [property: JsonPropertyName("terms")] HoldTerms Terms,
    [property: JsonPropertyName("slices")] ImmutableArray<LotSlice> Slices)
{
    /// <summary>How many.</summary>
    [JsonIgnore]
    public long Points => Slices.Points();
}

/// <summary>A check-in.</summary>
/// <param name="Day">When.</param>
/// <param name="Days">How many days in a row, this one included.</param>
public sealed record CheckIn(
    [property: JsonPropertyName("day")] DateOnly Day, [property: JsonPropertyName("days")] int Days);

/// <summary>Points sent on one day.</summary>
public sealed record SentPoints(
    [property: JsonPropertyName("day")] DateOnly Day, [property: JsonPropertyName("points")] long Points);
