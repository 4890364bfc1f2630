using System.Collections.Immutable;

namespace OrleansLoyalty.Earning;

/// <summary>What the rules give for an event, and why.</summary>
/// <param name="RuleSetVersion">The version of the rules that decided; 0 when none was published.</param>
/// <param name="Points">The sum of the parts, never negative.</param>
/// <param name="Parts">Which rule gave which part, in the order of the rule set.</param>
/// <param name="ExtraMonths">How many months longer than the expiry policy says these points live.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Award")]
public sealed record Award(
    [Id(0)] long RuleSetVersion,
    [Id(1)] Points Points,
    [Id(2)] ImmutableArray<AwardPart> Parts,
    [Id(3)] int ExtraMonths);

/// <summary>What one rule gives.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="CampaignId">The campaign it belongs to, if any; its budget pays.</param>
/// <param name="Points">What it gives after caps; negative never, zero when a cap left nothing.</param>
/// <param name="BeforeCaps">What it would give without caps and budget.</param>
/// <param name="IsCapped">Whether the rule has a cap, so that its use must be remembered.</param>
/// <param name="Explanation">How the figure came about, as data a person can read: <c>1280 × 2 / 1.00</c>.</param>
/// <param name="OverBudget">Whether it gave nothing because the campaign's budget did not cover it. Whoever decides the
/// event anew must keep that: a budget is asked once.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AwardPart")]
public sealed record AwardPart(
    [Id(0)] string RuleId,
    [Id(1)] string? CampaignId,
    [Id(2)] Points Points,
    [Id(3)] Points BeforeCaps,
    [Id(4)] bool IsCapped,
    [Id(5)] string Explanation,
    [Id(6)] bool OverBudget = false);
