using System.Collections.Immutable;

namespace OrleansLoyalty.Tiers;

/// <summary>What makes a member rise.</summary>
public enum TierMeasure
{
    /// <summary>Qualifying points: what accruals gave, whether spent since or not.</summary>
    QualifyingPoints = 1,

    /// <summary>What orders were worth.</summary>
    Spend = 2,

    /// <summary>How many orders there were.</summary>
    Orders = 3,
}

/// <summary>Over which time a measure is summed.</summary>
public enum TierWindow
{
    /// <summary>The current calendar month and the eleven before it.</summary>
    RollingYear = 1,

    /// <summary>The current calendar year.</summary>
    CalendarYear = 2,
}

/// <summary>A program's tiers and how members move between them.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Window">Over which time.</param>
/// <param name="GraceDays">For how many days after a period's end a tier no longer reached is kept; 0 to 366.</param>
/// <param name="Tiers">From the lowest, whose threshold is 0, upwards; thresholds rise.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierLadder")]
public sealed record TierLadder(
    [Id(0)] TierMeasure Measure,
    [Id(1)] TierWindow Window,
    [Id(2)] int GraceDays,
    [Id(3)] ImmutableArray<Tier> Tiers)
{
    /// <summary>普通, 银, 金 and 钻 by qualifying points of a rolling year.</summary>
    public static readonly TierLadder Default = new(
        TierMeasure.QualifyingPoints,
        TierWindow.RollingYear,
        30,
        [
            new Tier("standard", "普通", 0, []),
            new Tier("silver", "银", 1_000, []),
            new Tier("gold", "金", 5_000, []),
            new Tier("diamond", "钻", 20_000, []),
        ]);
}

/// <summary>A member's level.</summary>
/// <param name="Id">Its name in rules.</param>
/// <param name="Name">Its name for members.</param>
/// <param name="Threshold">From which measure on it is reached: points, minor units of the currency, or orders.</param>
/// <param name="Benefits">What it brings.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Tier")]
public sealed record Tier(
    [Id(0)] string Id, [Id(1)] string Name, [Id(2)] long Threshold, [Id(3)] ImmutableArray<TierBenefit> Benefits);

/// <summary>What a tier brings, as data for whoever grants it.</summary>
/// <param name="Kind">Such as <c>multiplier</c>, <c>price</c> or <c>early-access</c>.</param>
/// <param name="Value">Such as <c>1.2</c>.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierBenefit")]
public sealed record TierBenefit([Id(0)] string Kind, [Id(1)] string Value);

/// <summary>A member's tier and until when it is certain.</summary>
/// <param name="Tier">The tier's id.</param>
/// <param name="Since">The day it was reached.</param>
/// <param name="Until">The last day of its period; it is looked at again after it and the grace. <see langword="null"/>
/// for the lowest tier.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierStanding")]
public sealed record TierStanding([Id(0)] string Tier, [Id(1)] DateOnly Since, [Id(2)] DateOnly? Until);

/// <summary>What counted towards tiers in one calendar month. A refund lessens the month of its order.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Points">Qualifying points.</param>
/// <param name="Spend">What orders were worth.</param>
/// <param name="Orders">How many.</param>
[GenerateSerializer, Immutable, Alias("loyalty.QualifyingMonth")]
public sealed record QualifyingMonth(
    [Id(0)] DateOnly Month, [Id(1)] Points Points, [Id(2)] Money Spend, [Id(3)] int Orders);
