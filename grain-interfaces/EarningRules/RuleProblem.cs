using System.Collections.Immutable;

namespace OrleansLoyalty.EarningRules;

/// <summary>What is wrong with rules that were to be kept. As long as there is one, nothing is kept.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RuleProblem")]
public abstract record RuleProblem;

/// <summary>There are more rules than a set may have, those of campaigns counted.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TooManyRules")]
public sealed record TooManyRules([Id(0)] int Rules, [Id(1)] int Max) : RuleProblem;

/// <summary>The id is no id, or two rules have it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RuleIdUnusable")]
public sealed record RuleIdUnusable([Id(0)] string RuleId, [Id(1)] bool Taken) : RuleProblem;

/// <summary>A number is outside what it may be.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Field">Which number.</param>
/// <param name="Value">What it is.</param>
/// <param name="Min">The least it may be.</param>
/// <param name="Max">The most it may be.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleNumberOutOfRange")]
public sealed record RuleNumberOutOfRange(
    [Id(0)] string RuleId, [Id(1)] string Field, [Id(2)] long Value, [Id(3)] long Min, [Id(4)] long Max) : RuleProblem;

/// <summary>A range ends before it begins, so that the rule could never hold.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RuleRangeEmpty")]
public sealed record RuleRangeEmpty(
    [Id(0)] string RuleId, [Id(1)] string Field, [Id(2)] string From, [Id(3)] string To) : RuleProblem;

/// <summary>A step does not rise above the one before it.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Step">Which step, from 1.</param>
/// <param name="Value">Its amount, day or points.</param>
/// <param name="Before">Those of the step before.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleStepsNotRising")]
public sealed record RuleStepsNotRising(
    [Id(0)] string RuleId, [Id(1)] int Step, [Id(2)] long Value, [Id(3)] long Before) : RuleProblem;

/// <summary>An order that may be told would earn more points than one posting can move.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="LargestAmount">The most that an order's line may name.</param>
/// <param name="OverflowsAbove">Above this amount it would be more than <paramref name="MaxPoints"/>.</param>
/// <param name="MaxPoints">The most that one posting moves.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleOverflows")]
public sealed record RuleOverflows(
    [Id(0)] string RuleId, [Id(1)] Money LargestAmount, [Id(2)] Money OverflowsAbove, [Id(3)] Points MaxPoints) : RuleProblem;

/// <summary>Two exclusive rules of one priority could both apply to one event: nobody said which goes first.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RulesExclude")]
public sealed record RulesExclude([Id(0)] string RuleId, [Id(1)] string OtherRuleId, [Id(2)] int Priority) : RuleProblem;

/// <summary>There is no such tier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RuleTierUnknown")]
public sealed record RuleTierUnknown(
    [Id(0)] string RuleId, [Id(1)] string Tier, [Id(2)] ImmutableArray<string> Known) : RuleProblem;

/// <summary>There is no such campaign, or the rule may not name one here.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RuleCampaignUnknown")]
public sealed record RuleCampaignUnknown([Id(0)] string RuleId, [Id(1)] string CampaignId) : RuleProblem;

/// <summary>Parts of the rule do not make sense together; one sentence says why.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RuleMakesNoSense")]
public sealed record RuleMakesNoSense([Id(0)] string RuleId, [Id(1)] string Field, [Id(2)] string Why) : RuleProblem;
