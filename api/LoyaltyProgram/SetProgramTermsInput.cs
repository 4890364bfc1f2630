using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Api.LoyaltyProgram;

/// <summary>What holds for points from now on; a part that is left out stays as it is.</summary>
/// <param name="ExpiryPolicy">When points earned from now on will lapse.</param>
/// <param name="PendingDays">After how many days an order's points can be spent: 0 to 366.</param>
/// <param name="PointsAsCash">How points pay for orders.</param>
/// <param name="Transfers">Whether and how members may give points to each other.</param>
/// <param name="AdjustmentLimit">Adjustments of more points than this, either way, need a second admin.</param>
/// <param name="TierLadder">The members' levels. A tier that is left out is lost at once by those who have it.</param>
public sealed record SetProgramTermsInput(
    ExpiryPolicyInput? ExpiryPolicy,
    int? PendingDays,
    PointsAsCashInput? PointsAsCash,
    TransferTermsInput? Transfers,
    long? AdjustmentLimit,
    TierLadderInput? TierLadder)
{
    internal SetTerms Command(string actor) => new(actor)
    {
        Expiry = ExpiryPolicy is { } expiry ? new(expiry.Kind, expiry.Months, expiry.BirthdayMonths) : null,
        PendingDays = PendingDays,
        Cash = PointsAsCash is { } cash ? new(cash.PointsPerYuan, cash.MaxPercent, cash.HoldMinutes) : null,
        Transfers = Transfers is { } transfers
            ? new(transfers.Allowed, new Points(transfers.Minimum), new Points(transfers.MaxPerDay), transfers.LowestTier)
            : null,
        AdjustmentLimit = AdjustmentLimit is { } limit ? new Points(limit) : null,
        Tiers = TierLadder is { } ladder
            ? new(ladder.Measure, ladder.Window, ladder.GraceDays, [.. ladder.Tiers.Select(tier => tier.Tier())])
            : null,
    };
}

/// <summary>When points will lapse.</summary>
/// <param name="Kind">How.</param>
/// <param name="Months">After how many months: 1 to 120; 0 when they never lapse.</param>
/// <param name="BirthdayMonths">How many months longer points live that are earned in the member's birthday month: 0 to 12.</param>
public sealed record ExpiryPolicyInput(ExpiryKind Kind, int Months, int BirthdayMonths);

/// <summary>How points pay for orders.</summary>
/// <param name="PointsPerYuan">How many points are worth one unit of the currency: 1 to 1,000,000.</param>
/// <param name="MaxPercent">How many percent of an order points may pay: 1 to 100.</param>
/// <param name="HoldMinutes">After how many minutes points reserved at checkout return by themselves: 1 to 10,080.</param>
public sealed record PointsAsCashInput(int PointsPerYuan, int MaxPercent, int HoldMinutes);

/// <summary>Whether and how members may give points to each other.</summary>
/// <param name="Allowed">Whether at all.</param>
/// <param name="Minimum">The least that one transfer moves.</param>
/// <param name="MaxPerDay">The most that one member may send on one day; no less than the minimum.</param>
/// <param name="LowestTier">The tier from which on sending is allowed; left out for every tier.</param>
public sealed record TransferTermsInput(bool Allowed, long Minimum, long MaxPerDay, [property: ID] string? LowestTier);

/// <summary>The members' levels.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Window">Over which time it is summed.</param>
/// <param name="GraceDays">For how many days after a period's end a tier no longer reached is kept: 0 to 366.</param>
/// <param name="Tiers">From the lowest, whose threshold is 0, upwards; 1 to 20.</param>
public sealed record TierLadderInput(
    TierMeasure Measure, TierWindow Window, int GraceDays, IReadOnlyList<TierInput> Tiers);

/// <summary>A level.</summary>
/// <param name="Id">Its name in rules; at most 50 characters.</param>
/// <param name="Name">Its name for members; at most 50 characters.</param>
/// <param name="Threshold">From which measure on it is reached: points, minor units of the currency (fen), or orders.</param>
/// <param name="Benefits">What it brings; at most 20.</param>
public sealed record TierInput(
    [property: ID] string Id, string Name, long Threshold, IReadOnlyList<TierBenefitInput> Benefits)
{
    internal Tier Tier() => new(
        BadInput.Text("tiers.id", Id, 50),
        BadInput.Text("tiers.name", Name, 50),
        Threshold,
        [.. Benefits.Select(benefit => new TierBenefit(
            BadInput.Text("tiers.benefits.kind", benefit.Kind, 50), BadInput.Text("tiers.benefits.value", benefit.Value, 200)))]);
}

/// <summary>What a tier brings.</summary>
/// <param name="Kind">Such as multiplier, price or early-access.</param>
/// <param name="Value">Such as 1.2.</param>
public sealed record TierBenefitInput(string Kind, string Value);
