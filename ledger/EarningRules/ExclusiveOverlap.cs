using System.Collections.Immutable;
using OrleansLoyalty.Campaigns;

namespace OrleansLoyalty.EarningRules;

/// <summary>Finds exclusive rules of one priority that one event could set off together.</summary>
public static class ExclusiveOverlap
{
    public static IEnumerable<RuleProblem> Problems(
        ImmutableArray<Rule> rules, Dictionary<string, CampaignTerms> campaigns)
    {
        var exclusive = rules.Where(rule => rule.Stacking.Kind == StackingKind.Exclusive).ToList();
        return
            from one in exclusive.Select((rule, index) => (Rule: rule, Index: index))
            from other in exclusive.Skip(one.Index + 1)
            where one.Rule.Stacking.Priority == other.Stacking.Priority
                && MeetInTime(CampaignOf(one.Rule), CampaignOf(other))
                && MayHoldTogether(one.Rule, other)
            select new RulesExclude(one.Rule.Id, other.Id, other.Stacking.Priority);

        CampaignTerms? CampaignOf(Rule rule) => rule.CampaignId is { } id ? campaigns.GetValueOrDefault(id) : null;
    }

    // Tags, products and categories are left out: a member has several tags, an order several products.
    private static bool MayHoldTogether(Rule one, Rule other)
    {
        var (a, b) = (one.Conditions, other.Conditions);
        return one.Triggers.Intersect(other.Triggers).Any()
            && Meet(a.Channels, b.Channels)
            && Meet(a.Stores, b.Stores)
            && Meet(a.Subjects, b.Subjects)
            && Meet(a.Tiers, b.Tiers)
            && Meet(a.Weekdays, b.Weekdays)
            && Meet(a.DaysOfMonth, b.DaysOfMonth)
            && !(a.Minimum > b.Maximum) && !(b.Minimum > a.Maximum)
            && !(a.From > b.To) && !(b.From > a.To);
    }

    private static bool MeetInTime(CampaignTerms? one, CampaignTerms? other) =>
        one is null || other is null || !(one.From >= other.To || other.From >= one.To);

    private static bool Meet<T>(ImmutableArray<T> one, ImmutableArray<T> other) =>
        one.IsEmpty || other.IsEmpty || one.Intersect(other).Any();
}
