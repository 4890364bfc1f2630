using System.Diagnostics;
using OrleansLoyalty.Api.Campaigns;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Api.EarningRules;

/// <summary>What is wrong with a rule, wherever rules are kept.</summary>
public interface IRuleRefusal : ISaveRuleDraftError, IPublishRuleDraftError, IChangeCampaignError;

/// <summary>More rules than a set or a campaign may have.</summary>
/// <param name="Rules">How many there are, those of campaigns counted.</param>
/// <param name="Max">How many there may be.</param>
[ObjectType]
public sealed record TooManyRulesError(int Rules, int Max) : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"{Rules} rules are too many; {Max} are allowed.";
}

/// <summary>The id is no id, or two rules have it.</summary>
/// <param name="RuleId">The id.</param>
/// <param name="Taken">Whether another rule has it.</param>
[ObjectType]
public sealed record RuleIdUnusableError([property: ID] string RuleId, bool Taken) : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => Taken
        ? $"Two rules have the id {RuleId}."
        : $"{RuleId} is no id: 1 to 64 letters, digits, '-', '_' or '.' are.";
}

/// <summary>A number is outside what it may be.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Field">Which number.</param>
/// <param name="Value">What it is.</param>
/// <param name="Min">The least it may be.</param>
/// <param name="Max">The most it may be.</param>
[ObjectType]
public sealed record RuleNumberOutOfRangeError([property: ID] string RuleId, string Field, long Value, long Min, long Max)
    : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"{Field} of {RuleId} must be from {Min} to {Max}; {Value} is not.";
}

/// <summary>A range in which nothing lies.</summary>
/// <param name="RuleId">The rule or campaign.</param>
/// <param name="Field">Which range.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
[ObjectType]
public sealed record RuleRangeEmptyError([property: ID] string RuleId, string Field, string From, string To) : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"{Field} of {RuleId}: {From} is not before {To}, so it could never hold.";
}

/// <summary>A step does not rise above the one before it.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Step">Which step, from 1.</param>
/// <param name="Value">Its amount in fen, its day or its points.</param>
/// <param name="Before">Those of the step before.</param>
[ObjectType]
public sealed record RuleStepsNotRisingError([property: ID] string RuleId, int Step, long Value, long Before) : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"Step {Step} of {RuleId} must be more than {Before}; {Value} is not.";
}

/// <summary>An order that may be told would earn more than one posting moves.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="LargestAmountFen">The most that an order's line may name, in fen.</param>
/// <param name="OverflowsAboveFen">Above this amount, in fen, it would earn more than is possible.</param>
/// <param name="MaxPoints">The most that one posting moves.</param>
[ObjectType]
public sealed record RuleOverflowsError(
    [property: ID] string RuleId, long LargestAmountFen, long OverflowsAboveFen, long MaxPoints) : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message =>
        $"{RuleId} gives too much: above {new Money(OverflowsAboveFen)} it would be more than {MaxPoints} points, "
        + $"and an order may be of {new Money(LargestAmountFen)}.";
}

/// <summary>Two exclusive rules of one priority could both apply to one event.</summary>
/// <param name="RuleId">One.</param>
/// <param name="OtherRuleId">The other.</param>
/// <param name="Priority">Their priority.</param>
[ObjectType]
public sealed record ExclusiveRulesOverlapError([property: ID] string RuleId, [property: ID] string OtherRuleId, int Priority)
    : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"{RuleId} and {OtherRuleId} each apply alone, and both have priority {Priority}.";
}

/// <summary>There is no such tier.</summary>
/// <param name="RuleId">The rule or campaign.</param>
/// <param name="Tier">The tier that it names.</param>
/// <param name="Tiers">Those there are.</param>
[ObjectType]
public sealed record RuleTierUnknownError([property: ID] string RuleId, [property: ID] string Tier, IReadOnlyList<string> Tiers)
    : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"{RuleId} names tier {Tier}, which is none of {string.Join(", ", Tiers)}.";
}

/// <summary>There is no such campaign.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="CampaignId">The campaign that it names.</param>
[ObjectType]
public sealed record RuleCampaignUnknownError([property: ID] string RuleId, [property: ID] string CampaignId) : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"{RuleId} names campaign {CampaignId}, which it does not belong to.";
}

/// <summary>Parts of a rule do not make sense together.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Field">Which part.</param>
/// <param name="Why">One sentence.</param>
[ObjectType]
public sealed record RuleMakesNoSenseError([property: ID] string RuleId, string Field, string Why) : IRuleRefusal
{
    /// <inheritdoc/>
    public string Message => $"{Field} of {RuleId}: {Why}";
}

/// <summary>Shows what is wrong with rules.</summary>
internal static class RuleRefusals
{
    internal static IRuleRefusal From(RuleProblem problem) => problem switch
    {
        TooManyRules(var rules, var max) => new TooManyRulesError(rules, max),
        RuleIdUnusable(var rule, var taken) => new RuleIdUnusableError(rule, taken),
        RuleNumberOutOfRange(var rule, var field, var value, var min, var max) =>
            new RuleNumberOutOfRangeError(rule, field, value, min, max),
        RuleRangeEmpty(var rule, var field, var from, var to) => new RuleRangeEmptyError(rule, field, from, to),
        RuleStepsNotRising(var rule, var step, var value, var before) => new RuleStepsNotRisingError(rule, step, value, before),
        RuleOverflows(var rule, var largest, var above, var max) =>
            new RuleOverflowsError(rule, largest.MinorUnits, above.MinorUnits, max.Value),
        RulesExclude(var rule, var other, var priority) => new ExclusiveRulesOverlapError(rule, other, priority),
        RuleTierUnknown(var rule, var tier, var known) => new RuleTierUnknownError(rule, tier, [.. known]),
        RuleCampaignUnknown(var rule, var campaign) => new RuleCampaignUnknownError(rule, campaign),
        RuleMakesNoSense(var rule, var field, var why) => new RuleMakesNoSenseError(rule, field, why),
        var other => throw new UnreachableException($"{other.GetType().Name} has no words."),
    };
}
