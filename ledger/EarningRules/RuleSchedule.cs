using System.Collections.Immutable;
using OrleansLoyalty.Campaigns;

namespace OrleansLoyalty.EarningRules;

/// <summary>Which sets hold from when on. Deciding never changes it.</summary>
/// <param name="LastVersion">The newest version that was published.</param>
/// <param name="Sets">The set in force and those that wait, by moment and version.</param>
public sealed record RuleSchedule(long LastVersion, ImmutableArray<PublishedRuleSet> Sets)
{
    /// <summary>The set in force at a moment.</summary>
    public PublishedRuleSet? At(DateTimeOffset moment) => Sets.LastOrDefault(one => one.Set.EffectiveFrom <= moment);

    /// <summary>The sets that wait for their time, soonest first.</summary>
    public ImmutableArray<PublishedRuleSet> WaitingAt(DateTimeOffset moment) =>
    [
        .. Sets.Where(one => one.Set.EffectiveFrom > moment).GroupBy(one => one.Set.EffectiveFrom).Select(same => same.Last()),
    ];

    /// <summary>The draft as a set, together with the campaigns.</summary>
    public PublishedRuleSet Publish(
        RuleDraft draft, DateTimeOffset effectiveFrom, IEnumerable<Campaign> campaigns, string actor, DateTimeOffset now) => new(
            CampaignRules.Compose(LastVersion + 1, effectiveFrom, draft.Rules, campaigns), draft.Revision, actor, now);

    /// <summary>
    /// What holds now and each set that waits, anew with the campaigns as they are: a set published for next month must
    /// not bring back a campaign that was ended today.
    /// </summary>
    public ImmutableArray<PublishedRuleSet> Recompose(IReadOnlyCollection<Campaign> campaigns, string actor, DateTimeOffset now)
    {
        (DateTimeOffset From, ImmutableArray<Rule> Own)[] anew =
        [
            (now, At(now)?.Set.Own() ?? []),
            .. WaitingAt(now).Select(waiting => (waiting.Set.EffectiveFrom, waiting.Set.Own())),
        ];
        return
        [
            .. anew.Select((one, index) => new PublishedRuleSet(
                CampaignRules.Compose(LastVersion + 1 + index, one.From, one.Own, campaigns), null, actor, now)),
        ];
    }

    /// <summary>The schedule with what was published; what is over is forgotten.</summary>
    public RuleSchedule With(IReadOnlyCollection<PublishedRuleSet> published, DateTimeOffset now)
    {
        var sets = Sets.Concat(published)
            .OrderBy(one => one.Set.EffectiveFrom)
            .ThenBy(one => one.Set.Version)
            .ToImmutableArray();
        var inForce = sets.LastOrDefault(one => one.Set.EffectiveFrom <= now);
        return new RuleSchedule(
            Math.Max(LastVersion, sets.IsEmpty ? 0 : sets.Max(one => one.Set.Version)),
            [.. sets.Where(one => one == inForce || one.Set.EffectiveFrom > now)]);
    }
}
