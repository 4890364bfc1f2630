using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Api.LoyaltyProgram;

/// <summary>When points earned now will lapse.</summary>
/// <param name="Kind">How.</param>
/// <param name="Months">After how many months; 0 when they never lapse.</param>
/// <param name="BirthdayMonths">How many months longer points live that are earned in the member's birthday month.</param>
[GraphQLName("ExpiryPolicy")]
public sealed record ShownExpiryPolicy(ExpiryKind Kind, int Months, int BirthdayMonths);

/// <summary>How points pay for orders.</summary>
/// <param name="PointsPerYuan">How many points are worth one unit of the currency.</param>
/// <param name="MaxPercent">How many percent of an order points may pay.</param>
/// <param name="HoldMinutes">After how many minutes points reserved at checkout return by themselves.</param>
[GraphQLName("PointsAsCash")]
public sealed record ShownPointsAsCash(int PointsPerYuan, int MaxPercent, int HoldMinutes);

/// <summary>Whether and how members may give points to each other.</summary>
/// <param name="Allowed">Whether at all.</param>
/// <param name="Minimum">The least that one transfer moves.</param>
/// <param name="MaxPerDay">The most that one member may send on one day.</param>
/// <param name="LowestTier">The tier from which on sending is allowed; null for every tier.</param>
[GraphQLName("TransferTerms")]
public sealed record ShownTransferTerms(
    bool Allowed, long Minimum, long MaxPerDay, [property: ID] string? LowestTier);

/// <summary>How members move between tiers: up at once; down only after a period's end and the days of grace.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Window">Over which time it is summed.</param>
/// <param name="GraceDays">For how many days after a period's end a tier no longer reached is kept.</param>
[GraphQLName("TierTerms")]
public sealed record ShownTierTerms(TierMeasure Measure, TierWindow Window, int GraceDays);

/// <summary>A member's level.</summary>
/// <param name="Id">Its name in rules.</param>
/// <param name="Name">Its name for members.</param>
/// <param name="Threshold">From which measure on it is reached: points, minor units of the currency (fen), or orders.</param>
/// <param name="Benefits">What it brings.</param>
[GraphQLName("Tier")]
public sealed record ShownTier(
    [property: ID] string Id, string Name, long Threshold, IReadOnlyList<ShownTierBenefit> Benefits)
{
    internal static ShownTier From(Tier tier) => new(
        tier.Id,
        tier.Name,
        tier.Threshold,
        [.. tier.Benefits.Select(benefit => new ShownTierBenefit(benefit.Kind, benefit.Value))]);
}

/// <summary>What a tier brings, as data for whoever grants it.</summary>
/// <param name="Kind">Such as multiplier, price or early-access.</param>
/// <param name="Value">Such as 1.2.</param>
[GraphQLName("TierBenefit")]
public sealed record ShownTierBenefit(string Kind, string Value);

/// <summary>What the program has set for points.</summary>
[ObjectType<ShownProgram>]
public static partial class ProgramNode
{
    /// <summary>ISO 4217 code of the one currency orders are told in.</summary>
    public static string GetCurrency([Parent] ShownProgram program) => program.Terms.Currency;

    /// <summary>When points earned now will lapse. What was earned before keeps the policy of its time.</summary>
    public static ShownExpiryPolicy GetExpiryPolicy([Parent] ShownProgram program) => new(
        program.Terms.Expiry.Kind, program.Terms.Expiry.Months, program.Terms.Expiry.BirthdayMonths);

    /// <summary>After how many days an order's points can be spent.</summary>
    public static int GetPendingDays([Parent] ShownProgram program) => program.Terms.PendingDays;

    /// <summary>How points pay for orders.</summary>
    public static ShownPointsAsCash GetPointsAsCash([Parent] ShownProgram program) => new(
        program.Terms.Cash.PointsPerYuan, program.Terms.Cash.MaxPercent, program.Terms.Cash.HoldMinutes);

    /// <summary>Whether and how members may give points to each other.</summary>
    public static ShownTransferTerms GetTransfers([Parent] ShownProgram program) => new(
        program.Terms.Transfers.Allowed,
        program.Terms.Transfers.Minimum.Value,
        program.Terms.Transfers.MaxPerDay.Value,
        program.Terms.Transfers.LowestTier);

    /// <summary>Adjustments of more points than this, either way, need a second admin; told to admins alone.</summary>
    public static long? GetAdjustmentLimit([Parent] ShownProgram program, ClaimsPrincipal user) =>
        user.IsInRole(Roles.Admin) ? program.Terms.AdjustmentLimit.Value : null;

    /// <summary>How members move between tiers.</summary>
    public static ShownTierTerms GetTierTerms([Parent] ShownProgram program) => new(
        program.Terms.Tiers.Measure, program.Terms.Tiers.Window, program.Terms.Tiers.GraceDays);

    /// <summary>The members' levels, from the lowest upwards.</summary>
    public static IReadOnlyList<ShownTier> GetTiers([Parent] ShownProgram program) =>
        [.. program.Terms.Tiers.Tiers.Select(ShownTier.From)];
}
