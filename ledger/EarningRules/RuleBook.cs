using System.Collections.Immutable;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>
/// A rule set made ready to decide. Deciding is a plain function of event, standing, day and budgets: no I/O, no clock.
/// </summary>
/// <remarks>
/// First the rules that earn are decided, each for itself: conditions, figure, caps, budget. Of those that would give
/// something an exclusive one applies alone, else the best of each group and all that add. Then the multipliers are
/// decided the same way, on what the first have given. A rule that gives nothing stands in nobody's way.
/// </remarks>
public sealed class RuleBook
{
    private static readonly int Kinds = Enum.GetValues<EarningEventKind>().Max(kind => (int)kind) + 1;

    private readonly CompiledRule[][] _byTrigger;
    private readonly ICampaignBudgets _budgets;
    private readonly Award _nothing;

    /// <param name="set">The rules; they hold together, or publishing would have refused them.</param>
    /// <param name="budgets">What campaigns have left; nothing is limited without it.</param>
    public RuleBook(RuleSet set, ICampaignBudgets? budgets = null)
    {
        Set = set;
        _budgets = budgets ?? UnlimitedBudgets.Instance;
        _nothing = new Award(set.Version, Points.Zero, [], 0);
        var campaigns = set.Campaigns.ToDictionary(campaign => campaign.Id, StringComparer.Ordinal);
        var rules = set.Rules
            .Select((rule, index) => new CompiledRule(
                rule, index, rule.CampaignId is { } id ? campaigns.GetValueOrDefault(id) : null))
            .ToList();
        _byTrigger = new CompiledRule[Kinds][];
        for (var kind = 0; kind < Kinds; kind++)
        {
            _byTrigger[kind] = [.. rules.Where(rule => rule.Rule.Triggers.Contains((EarningEventKind)kind))];
        }
    }

    /// <summary>Nothing earns anything: what holds before the first set is published.</summary>
    public static RuleBook Empty { get; } = new(RuleSet.Empty);

    /// <summary>The rules.</summary>
    public RuleSet Set { get; }

    /// <summary>Their version.</summary>
    public long Version => Set.Version;

    /// <summary>Whether such an event could earn anything: when not, nothing need be known of the member.</summary>
    public bool HasRulesFor(EarningEventKind kind) => _byTrigger[(int)kind].Length > 0;

    /// <summary>Decides what an event earns.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="standing">What the rules may know of the member.</param>
    /// <param name="day">The day of the event in the program's time zone.</param>
    /// <param name="given">What the event gives by itself, such as a code's own points: multiplied, not part of the award.</param>
    public Award Award(EarningEvent happened, MemberStanding standing, DateOnly day, Points given = default) =>
        Decide(new Decision(happened, standing, day, given.Value, Left), null);

    /// <summary>
    /// Decides what remains of an event earns, as it was decided before: no budget is asked again, and what a budget did
    /// not cover then it does not cover now. More than before is possible where a rule has a maximum, but never of a
    /// campaign with a budget: it has only what it gave before.
    /// </summary>
    /// <param name="remaining">The event without what was given back.</param>
    /// <param name="standing">The standing that was kept with the event.</param>
    /// <param name="day">The day of the event in the program's time zone.</param>
    /// <param name="before">What these rules gave for the event before.</param>
    /// <param name="given">What remains of what the event gives by itself.</param>
    public Award AwardAgain(
        EarningEvent remaining, MemberStanding standing, DateOnly day, Award before, Points given = default) =>
        Decide(
            new Decision(remaining, standing, day, given.Value, rule => LeftBefore(before, rule)), null);

    /// <summary>What each rule set off by such events has to say to this one: whether it applies and, if not, why.</summary>
    public ImmutableArray<RuleFinding> Explain(
        EarningEvent happened, MemberStanding standing, DateOnly day, Points given = default)
    {
        var findings = new Dictionary<string, RuleVerdict>(StringComparer.Ordinal);
        Decide(new Decision(happened, standing, day, given.Value, Left), findings);
        return
        [
            .. _byTrigger[(int)happened.Kind].Select(rule => new RuleFinding(
                rule.Rule.Id, findings.GetValueOrDefault(rule.Rule.Id, RuleVerdict.EarnsNothing))),
        ];
    }

    private static long LeftBefore(Award before, Rule rule)
    {
        var gave = 0L;
        foreach (var part in before.Parts)
        {
            if (part.OverBudget && part.RuleId == rule.Id)
            {
                return 0;
            }

            gave += part.CampaignId == rule.CampaignId ? part.Points.Value : 0;
        }

        return gave;
    }

    private long Left(Rule rule) => _budgets.Left(rule.CampaignId!);

    private Award Decide(Decision decision, Dictionary<string, RuleVerdict>? findings)
    {
        var rules = _byTrigger[(int)decision.Happened.Kind];

        // An order of which nothing is left earns nothing, also by a rule that asks for no lines.
        if (rules.Length == 0 || decision.Happened is { Kind: EarningEventKind.OrderPaid, Lines.IsEmpty: true })
        {
            return _nothing;
        }

        decision.Findings = findings;
        foreach (var rule in rules)
        {
            if (!rule.IsMultiplier)
            {
                decision.Try(rule);
            }
        }

        decision.Choose();
        if (!decision.IsExclusive)
        {
            foreach (var rule in rules)
            {
                if (rule.IsMultiplier)
                {
                    decision.Try(rule);
                }
            }

            decision.Choose();
        }

        return decision.ToAward(_nothing);
    }
}
