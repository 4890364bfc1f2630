using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>How points lapse.</summary>
public enum ExpiryKind
{
    /// <summary>They do not.</summary>
    Never = 1,

    /// <summary>After <see cref="ExpiryPolicy.Months"/> months, to the day.</summary>
    FixedMonths = 2,

    /// <summary>At the end of the month that lies <see cref="ExpiryPolicy.Months"/> months ahead.</summary>
    EndOfMonth = 3,

    /// <summary>At the end of the quarter that lies <see cref="ExpiryPolicy.Months"/> months ahead.</summary>
    EndOfQuarter = 4,

    /// <summary>At the end of the year that lies <see cref="ExpiryPolicy.Months"/> months ahead.</summary>
    EndOfYear = 5,

    /// <summary>After <see cref="ExpiryPolicy.Months"/> months without spending: any spend starts the months anew.</summary>
    Rolling = 6,
}

/// <summary>When points earned now will lapse. The policy in force when they are earned holds for them.</summary>
/// <param name="Kind">How.</param>
/// <param name="Months">1 to 120; 12 means a year. 0 when they never lapse.</param>
/// <param name="BirthdayMonths">How many months longer points live that are earned in the member's birthday month; 0 to 12.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ExpiryPolicy")]
public sealed record ExpiryPolicy([Id(0)] ExpiryKind Kind, [Id(1)] int Months, [Id(2)] int BirthdayMonths)
{
    /// <summary>Points do not lapse.</summary>
    public static readonly ExpiryPolicy Never = new(ExpiryKind.Never, 0, 0);
}

/// <summary>How points pay for orders.</summary>
/// <param name="PointsPerYuan">How many points are worth one unit of the currency: 100 by default.</param>
/// <param name="MaxPercent">How much of an order points may pay: 20 % by default.</param>
/// <param name="HoldMinutes">After which time points reserved at checkout return by themselves: 30 by default.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PointsAsCash")]
public sealed record PointsAsCash([Id(0)] int PointsPerYuan, [Id(1)] int MaxPercent, [Id(2)] int HoldMinutes)
{
    /// <summary>100 points a yuan, at most 20 % of the order, held for half an hour.</summary>
    public static readonly PointsAsCash Default = new(100, 20, 30);
}

/// <summary>Whether and how members may give points to each other.</summary>
/// <param name="Allowed">Whether at all.</param>
/// <param name="Minimum">The least that one transfer moves.</param>
/// <param name="MaxPerDay">The most that one member may send on one day.</param>
/// <param name="LowestTier">The tier from which on sending is allowed; <see langword="null"/> for every tier.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TransferTerms")]
public sealed record TransferTerms(
    [Id(0)] bool Allowed, [Id(1)] Points Minimum, [Id(2)] Points MaxPerDay, [Id(3)] string? LowestTier)
{
    /// <summary>Not allowed until the program says so.</summary>
    public static readonly TransferTerms Default = new(false, new Points(100), new Points(10_000), null);
}

/// <summary>What the program has set for points. Every change is a version of its own.</summary>
/// <param name="Currency">ISO 4217 code of the one currency orders are told in.</param>
/// <param name="Expiry">When points earned now will lapse.</param>
/// <param name="PendingDays">After how many days an order's points can be spent; 0 to 366.</param>
/// <param name="Cash">How points pay for orders.</param>
/// <param name="Transfers">Whether members may give points to each other.</param>
/// <param name="AdjustmentLimit">Adjustments beyond it, either way, need a second admin.</param>
/// <param name="Tiers">The members' levels.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ProgramTerms")]
public sealed record ProgramTerms(
    [Id(0)] string Currency,
    [Id(1)] ExpiryPolicy Expiry,
    [Id(2)] int PendingDays,
    [Id(3)] PointsAsCash Cash,
    [Id(4)] TransferTerms Transfers,
    [Id(5)] Points AdjustmentLimit,
    [Id(6)] TierLadder Tiers)
{
    /// <summary>What holds until the program sets otherwise.</summary>
    public static readonly ProgramTerms Default = new(
        "CNY",
        ExpiryPolicy.Never,
        0,
        PointsAsCash.Default,
        TransferTerms.Default,
        new Points(Points.MaxValue),
        TierLadder.Default);
}
