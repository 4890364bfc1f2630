using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>Whether rules hold together. What passes here can be decided by without a fault, whatever happens.</summary>
public static partial class RuleCheck
{
    /// <summary>The most entries of one list of a condition, and steps of an effect.</summary>
    public const int MaxEntries = 100;

    /// <summary>The longest entry of a list.</summary>
    public const int MaxEntry = 100;

    /// <summary>What is wrong with the rules of a whole set; nothing when empty. At most a hundred problems are told.</summary>
    /// <param name="rules">The program's own rules and, with their campaign's id, those of campaigns.</param>
    /// <param name="campaigns">The campaigns that rules may belong to.</param>
    /// <param name="tiers">The tiers that there are.</param>
    public static ImmutableArray<RuleProblem> Problems(
        ImmutableArray<Rule> rules, ImmutableArray<CampaignTerms> campaigns, ImmutableArray<string> tiers)
    {
        if (rules.Length > RuleSet.MaxRules)
        {
            return [new TooManyRules(rules.Length, RuleSet.MaxRules)];
        }

        var byId = campaigns.ToDictionary(campaign => campaign.Id, StringComparer.Ordinal);
        return
        [
            .. Ids(rules)
                .Concat(rules.SelectMany(rule => Of(rule, byId, tiers)))
                .Concat(Groups(rules))
                .Concat(ExclusiveOverlap.Problems(rules, byId))
                .Take(100),
        ];
    }

    private static IEnumerable<RuleProblem> Ids(ImmutableArray<Rule> rules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var own = rule.CampaignId is { } campaign && rule.Id.StartsWith(campaign + "/", StringComparison.Ordinal)
                ? rule.Id[(campaign.Length + 1)..]
                : rule.Id;
            if (!AnId().IsMatch(own))
            {
                yield return new RuleIdUnusable(rule.Id, Taken: false);
            }
            else if (!seen.Add(rule.Id))
            {
                yield return new RuleIdUnusable(rule.Id, Taken: true);
            }
        }
    }

    private static IEnumerable<RuleProblem> Of(
        Rule rule, Dictionary<string, CampaignTerms> campaigns, ImmutableArray<string> tiers)
    {
        if (rule.CampaignId is { } campaign && !campaigns.ContainsKey(campaign))
        {
            yield return new RuleCampaignUnknown(rule.Id, campaign);
        }

        foreach (var tier in rule.Conditions.Tiers.Where(tier => !tiers.Contains(tier)))
        {
            yield return new RuleTierUnknown(rule.Id, tier, tiers);
        }

        foreach (var problem in Numbers(rule).Concat(Conditions(rule)).Concat(EffectCheck.Problems(rule)).Concat(Sense(rule)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<RuleProblem> Numbers(Rule rule)
    {
        var conditions = rule.Conditions;
        (string Field, long? Value, long Min, long Max)[] numbers =
        [
            ("name", Math.Max(rule.Name.Zh.Length, rule.Name.En.Length), 1, Rule.MaxName),
            ("extraMonths", rule.ExtraMonths, 0, 120),
            ("caps.perDay", rule.Caps.PerDay?.Value, 1, Points.MaxValue),
            ("caps.inAll", rule.Caps.InAll?.Value, 1, Points.MaxValue),
            ("conditions.minimum", conditions.Minimum?.MinorUnits, 0, Money.MaxMinorUnits),
            ("conditions.maximum", conditions.Maximum?.MinorUnits, 0, Money.MaxMinorUnits),
            .. conditions.DaysOfMonth.Select(day => ("conditions.daysOfMonth", (long?)day, 1L, 31L)),
        ];
        return numbers
            .Where(number => number.Value < number.Min || number.Value > number.Max)
            .Select(number => new RuleNumberOutOfRange(rule.Id, number.Field, number.Value!.Value, number.Min, number.Max));
    }

    private static IEnumerable<RuleProblem> Conditions(Rule rule)
    {
        var conditions = rule.Conditions;
        if (conditions.From > conditions.To)
        {
            yield return new RuleRangeEmpty(rule.Id, "conditions.from", Day(conditions.From), Day(conditions.To));
        }

        if (conditions.Minimum > conditions.Maximum)
        {
            yield return new RuleRangeEmpty(
                rule.Id, "conditions.minimum", $"{conditions.Minimum}", $"{conditions.Maximum}");
        }

        (string Field, ImmutableArray<string> Values)[] lists =
        [
            ("channels", conditions.Channels), ("stores", conditions.Stores), ("subjects", conditions.Subjects),
            ("products", conditions.Products), ("categories", conditions.Categories), ("tags", conditions.Tags),
        ];
        foreach (var (field, values) in lists)
        {
            if (values.Length > MaxEntries)
            {
                yield return new RuleNumberOutOfRange(rule.Id, $"conditions.{field}", values.Length, 0, MaxEntries);
            }

            if (values.Any(value => value.Length is 0 or > MaxEntry))
            {
                yield return new RuleMakesNoSense(
                    rule.Id, $"conditions.{field}", $"An entry must have 1 to {MaxEntry} characters.");
            }
        }
    }

    private static IEnumerable<RuleProblem> Sense(Rule rule)
    {
        var (triggers, conditions) = (rule.Triggers, rule.Conditions);
        var orders = triggers.Contains(EarningEventKind.OrderPaid);
        var goods = orders || triggers.Contains(EarningEventKind.CodeClaimed);
        (bool Wrong, string Field, string Why)[] findings =
        [
            (triggers.IsEmpty, "triggers", "Nothing sets the rule off."),
            (triggers.Any(kind => !Enum.IsDefined(kind)), "triggers", "There is no such trigger."),
            (triggers.Distinct().Count() != triggers.Length, "triggers", "A trigger is named twice."),
            (!orders && (conditions.Minimum ?? conditions.Maximum) is not null, "conditions.minimum", "Only an order has an amount."),
            (!orders && conditions.FirstOrder, "conditions.firstOrder", "Only an order can be the first."),
            (!goods && !conditions.Categories.IsEmpty, "conditions.categories", "Only an order or a code has categories."),
            (!goods && !conditions.Products.IsEmpty, "conditions.products", "Only an order or a code has products."),
            (rule.Stacking is { Kind: StackingKind.BestOf, Group: null or "" or { Length: > Rule.MaxId } },
                "stacking.group", $"A group has a name of 1 to {Rule.MaxId} characters."),
            (rule.Stacking is { Kind: StackingKind.Exclusive } && rule.Effect is Multiplier,
                "stacking", "A multiplier that applies alone has nothing to multiply."),
        ];
        return findings
            .Where(finding => finding.Wrong)
            .Select(finding => new RuleMakesNoSense(rule.Id, finding.Field, finding.Why));
    }

    // The best of a group is known before multipliers are decided, so a group is of one or of the other.
    private static IEnumerable<RuleProblem> Groups(ImmutableArray<Rule> rules) =>
        from rule in rules
        where rule.Stacking.Kind == StackingKind.BestOf
        group rule by rule.Stacking.Group into members
        where members.Any(rule => rule.Effect is Multiplier) && members.Any(rule => rule.Effect is not Multiplier)
        select new RuleMakesNoSense(
            members.First(rule => rule.Effect is Multiplier).Id,
            "stacking.group",
            $"The group {members.Key} has multipliers and other rules; it must be of one kind.");

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$")]
    private static partial Regex AnId();
}
