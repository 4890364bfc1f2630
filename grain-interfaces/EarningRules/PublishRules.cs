using System.Collections.Immutable;

namespace OrleansLoyalty.EarningRules;

/// <summary>The rules as they stand.</summary>
/// <param name="InForce">What holds now; <see langword="null"/> before the first was published.</param>
/// <param name="Waiting">What was published for later, soonest first.</param>
/// <param name="Draft">The draft; its revision is 0 before the first was saved.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleSetsView")]
public sealed record RuleSetsView(
    [Id(0)] PublishedRuleSet? InForce, [Id(1)] ImmutableArray<PublishedRuleSet> Waiting, [Id(2)] RuleDraft Draft);

/// <summary>Keeps a draft.</summary>
/// <param name="Rules">The program's own rules, all of them.</param>
/// <param name="BasedOn">The revision that was edited; <see langword="null"/> to overwrite whatever is there.</param>
/// <param name="Actor">Who saves.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SaveRuleDraft")]
public sealed record SaveRuleDraft([Id(0)] ImmutableArray<Rule> Rules, [Id(1)] long? BasedOn, [Id(2)] string Actor);

/// <summary>How saving ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SaveDraftOutcome")]
public abstract record SaveDraftOutcome;

/// <summary>The draft is kept; saving what is there already keeps its revision.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.DraftSaved")]
public sealed record DraftSaved([Id(0)] RuleDraft Draft) : SaveDraftOutcome;

/// <summary>Somebody saved since the draft was read.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.DraftChangedSince")]
public sealed record DraftChangedSince([Id(0)] long Revision, [Id(1)] string Actor) : SaveDraftOutcome;

/// <summary>The rules do not hold together.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.DraftRefused")]
public sealed record DraftRefused([Id(0)] ImmutableArray<RuleProblem> Problems) : SaveDraftOutcome;

/// <summary>Publishes the draft.</summary>
/// <param name="Revision">The revision that is meant.</param>
/// <param name="EffectiveFrom">From when on it holds; <see langword="null"/> for now. Never a moment that has passed.</param>
/// <param name="Actor">Who publishes.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PublishRules")]
public sealed record PublishRules(
    [Id(0)] long Revision, [Id(1)] DateTimeOffset? EffectiveFrom, [Id(2)] string Actor);

/// <summary>How publishing ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PublishOutcome")]
public abstract record PublishOutcome;

/// <summary>The rules are published, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RulesPublished")]
public sealed record RulesPublished([Id(0)] PublishedRuleSet Published) : PublishOutcome;

/// <summary>The draft is of another revision by now, or there is none.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PublishDraftChanged")]
public sealed record PublishDraftChanged([Id(0)] long Revision) : PublishOutcome;

/// <summary>The revision was published before, for another moment.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PublishedOtherwise")]
public sealed record PublishedOtherwise([Id(0)] long Version, [Id(1)] DateTimeOffset EffectiveFrom) : PublishOutcome;

/// <summary>The moment has passed: what has happened was decided by the rules that held then.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PublishInThePast")]
public sealed record PublishInThePast([Id(0)] DateTimeOffset EffectiveFrom, [Id(1)] DateTimeOffset Now) : PublishOutcome;

/// <summary>As many sets wait for their time as may.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PublishTooManyWaiting")]
public sealed record PublishTooManyWaiting([Id(0)] int Max) : PublishOutcome;

/// <summary>The rules no longer hold together: tiers or campaigns have changed since the draft was saved.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PublishRefused")]
public sealed record PublishRefused([Id(0)] ImmutableArray<RuleProblem> Problems) : PublishOutcome;
