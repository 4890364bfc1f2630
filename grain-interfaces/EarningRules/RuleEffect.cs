using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansLoyalty.EarningRules;

/// <summary>What a rule earns. The name under which each kind is stored never changes.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RuleEffect")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FixedPoints), "fixed")]
[JsonDerivedType(typeof(PointsPerAmount), "perAmount")]
[JsonDerivedType(typeof(AmountSteps), "steps")]
[JsonDerivedType(typeof(Multiplier), "multiplier")]
[JsonDerivedType(typeof(CheckInSteps), "checkIn")]
public abstract record RuleEffect;

/// <summary>The same points every time.</summary>
/// <param name="Points">From 1; 0 for a rule that only prolongs what others give.</param>
[GenerateSerializer, Immutable, Alias("loyalty.FixedPoints")]
public sealed record FixedPoints([Id(0)] Points Points) : RuleEffect;

/// <summary>What becomes of a fraction of a point.</summary>
public enum Rounding
{
    /// <summary>It is dropped.</summary>
    Floor = 1,

    /// <summary>A half and more becomes a point.</summary>
    HalfUp = 2,

    /// <summary>It becomes a point.</summary>
    Ceiling = 3,
}

/// <summary>Points in proportion to what was paid: 2 per yuan, 1 per 2 yuan.</summary>
/// <param name="Points">How many, from 1.</param>
/// <param name="Per">For how much, from the smallest unit of the currency.</param>
/// <param name="Rounding">What becomes of a fraction of a point.</param>
/// <param name="ByLine">Whether each line is rounded for itself, not the sum of them.</param>
/// <param name="Goods">Which lines count.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PointsPerAmount")]
public sealed record PointsPerAmount(
    [Id(0)] Points Points, [Id(1)] Money Per, [Id(2)] Rounding Rounding, [Id(3)] bool ByLine, [Id(4)] GoodsFilter Goods)
    : RuleEffect;

/// <summary>The points of the highest step that was reached: 500 yuan → 500, 1,000 yuan → 1,200.</summary>
/// <param name="Steps">Amounts and points, both rising.</param>
/// <param name="Goods">Which lines count.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AmountSteps")]
public sealed record AmountSteps([Id(0)] ImmutableArray<AmountStep> Steps, [Id(1)] GoodsFilter Goods) : RuleEffect;

/// <summary>One step.</summary>
/// <param name="From">From this amount on.</param>
/// <param name="Points">What is given.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AmountStep")]
public readonly record struct AmountStep([Id(0)] Money From, [Id(1)] Points Points);

/// <summary>
/// What the program's own rules give, so many times: ×2 on the 10th, 1.2 for silver. It multiplies what they give after
/// their caps, and a code's own points; never another multiplier, never a campaign's gifts. Two multipliers of one event
/// add up: ×2 and ×1.5 give 2.5 times.
/// </summary>
/// <param name="Thousandths">The factor in thousandths, 1,001 to 100,000: 1,500 is 1.5.</param>
/// <param name="Rounding">What becomes of a fraction of a point.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Multiplier")]
public sealed record Multiplier([Id(0)] int Thousandths, [Id(1)] Rounding Rounding) : RuleEffect
{
    /// <summary>The least factor in thousandths.</summary>
    public const int MinThousandths = 1_001;

    /// <summary>The greatest factor in thousandths: ×100.</summary>
    public const int MaxThousandths = 100_000;
}

/// <summary>Points for checking in day after day.</summary>
/// <param name="Steps">From which day of the streak on which points are given; days rise, the first is 1.</param>
/// <param name="CycleDays">After how many days the count begins anew; 0 for never.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CheckInSteps")]
public sealed record CheckInSteps([Id(0)] ImmutableArray<CheckInStep> Steps, [Id(1)] int CycleDays) : RuleEffect;

/// <summary>One step.</summary>
/// <param name="Day">From this day of the streak on.</param>
/// <param name="Points">What is given each day.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CheckInStep")]
public readonly record struct CheckInStep([Id(0)] int Day, [Id(1)] Points Points);

/// <summary>Which lines of an order count. Without anything, all of them.</summary>
/// <param name="Products">Lines with one of these products, or of <paramref name="Categories"/>.</param>
/// <param name="Categories">Lines of one of these categories, or with one of <paramref name="Products"/>.</param>
/// <param name="Except">Whether the lines named are those that do not count.</param>
[GenerateSerializer, Immutable, Alias("loyalty.GoodsFilter")]
public sealed record GoodsFilter(
    [Id(0)] ImmutableArray<string> Products, [Id(1)] ImmutableArray<string> Categories, [Id(2)] bool Except)
{
    /// <summary>Every line counts.</summary>
    public static readonly GoodsFilter All = new([], [], false);

    /// <summary>The lines of these categories count.</summary>
    public static GoodsFilter OfCategories(params ImmutableArray<string> categories) => new([], categories, false);
}
