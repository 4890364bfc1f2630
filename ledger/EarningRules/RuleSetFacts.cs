using OrleansLoyalty.Journal;

namespace OrleansLoyalty.EarningRules;

/// <summary>A set of rules was published.</summary>
public sealed record RuleSetPublished(PublishedRuleSet Published) : Fact;

/// <summary>A draft was saved.</summary>
public sealed record RuleDraftSaved(RuleDraft Draft) : Fact;
