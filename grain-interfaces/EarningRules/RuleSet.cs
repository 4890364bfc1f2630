using System.Collections.Immutable;
using OrleansLoyalty.Campaigns;

namespace OrleansLoyalty.EarningRules;

/// <summary>
/// All rules that hold together. At any moment that set is in force which became effective last, and of those that became
/// effective at once the one of highest version. A published set never changes.
/// </summary>
/// <param name="Version">From 1; 0 is the empty set before the first.</param>
/// <param name="EffectiveFrom">From this moment on, for events that happen then.</param>
/// <param name="Rules">The program's own rules, then those of its campaigns.</param>
/// <param name="Campaigns">The campaigns that the rules belong to, as they were.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleSet")]
public sealed record RuleSet(
    [Id(0)] long Version,
    [Id(1)] DateTimeOffset EffectiveFrom,
    [Id(2)] ImmutableArray<Rule> Rules,
    [Id(3)] ImmutableArray<CampaignTerms> Campaigns)
{
    /// <summary>The most rules of a set, those of campaigns included.</summary>
    public const int MaxRules = 200;

    /// <summary>The most sets that wait for their time at once.</summary>
    public const int MaxWaiting = 10;

    /// <summary>Nothing earns anything.</summary>
    public static readonly RuleSet Empty = new(0, DateTimeOffset.MinValue, [], []);
}

/// <summary>A published set and how it came about.</summary>
/// <param name="Set">The set.</param>
/// <param name="DraftRevision">The draft that was published; <see langword="null"/> when a campaign's change made it.</param>
/// <param name="Actor">Who published.</param>
/// <param name="PublishedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PublishedRuleSet")]
public sealed record PublishedRuleSet(
    [Id(0)] RuleSet Set, [Id(1)] long? DraftRevision, [Id(2)] string Actor, [Id(3)] DateTimeOffset PublishedAt);

/// <summary>Rules that are being written.</summary>
/// <param name="Revision">Counts the savings, from 1; 0 before the first.</param>
/// <param name="Rules">The program's own rules.</param>
/// <param name="Actor">Who saved last.</param>
/// <param name="SavedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleDraft")]
public sealed record RuleDraft(
    [Id(0)] long Revision, [Id(1)] ImmutableArray<Rule> Rules, [Id(2)] string Actor, [Id(3)] DateTimeOffset SavedAt);
