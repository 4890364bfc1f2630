using System.Collections.Immutable;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>Sets some of the program's terms; what is <see langword="null"/> stays as it is.</summary>
/// <param name="Actor">Who sets them.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SetTerms")]
public sealed record SetTerms([Id(0)] string Actor)
{
    /// <summary>When points earned from now on will lapse.</summary>
    [Id(1)]
    public ExpiryPolicy? Expiry { get; init; }

    /// <summary>After how many days an order's points can be spent.</summary>
    [Id(2)]
    public int? PendingDays { get; init; }

    /// <summary>How points pay for orders.</summary>
    [Id(3)]
    public PointsAsCash? Cash { get; init; }

    /// <summary>Whether and how members may give points to each other.</summary>
    [Id(4)]
    public TransferTerms? Transfers { get; init; }

    /// <summary>Adjustments beyond it need a second admin.</summary>
    [Id(5)]
    public Points? AdjustmentLimit { get; init; }

    /// <summary>The members' levels.</summary>
    [Id(6)]
    public TierLadder? Tiers { get; init; }
}

/// <summary>How setting terms ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SetTermsOutcome")]
public abstract record SetTermsOutcome;

/// <summary>The terms are in force.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TermsSet")]
public sealed record TermsSet([Id(0)] ProgramView Program) : SetTermsOutcome;

/// <summary>A figure is outside what it may be.</summary>
/// <param name="Term">Which, such as <c>expiry.months</c>.</param>
/// <param name="Value">What it was to be.</param>
/// <param name="Min">The least it may be.</param>
/// <param name="Max">The most it may be.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TermOutOfRange")]
public sealed record TermOutOfRange(
    [Id(0)] string Term, [Id(1)] long Value, [Id(2)] long Min, [Id(3)] long Max) : SetTermsOutcome;

/// <summary>A tier asks for no more than the one below it, or the lowest for more than nothing.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Threshold">What it asks for.</param>
/// <param name="Below">What the tier below it asks for; <see langword="null"/> when it is the lowest.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierThresholdNotRising")]
public sealed record TierThresholdNotRising(
    [Id(0)] string Tier, [Id(1)] long Threshold, [Id(2)] long? Below) : SetTermsOutcome;

/// <summary>Two tiers have one id.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TierIdTwice")]
public sealed record TierIdTwice([Id(0)] string Tier) : SetTermsOutcome;

/// <summary>Transfers are allowed from a tier on that the ladder does not have.</summary>
/// <param name="Tier">The tier that was named.</param>
/// <param name="Tiers">Those there are.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TransferTierUnknown")]
public sealed record TransferTierUnknown([Id(0)] string Tier, [Id(1)] ImmutableArray<string> Tiers) : SetTermsOutcome;
