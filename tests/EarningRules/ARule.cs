using System.Collections.Immutable;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Tests.EarningRules;

/// <summary>Rules, events and members in few words.</summary>
internal static class ARule
{
    internal static readonly DateOnly ADay = new(2026, 11, 12); // A Thursday.

    internal static readonly MemberStanding Somebody = new("standard", null, [], false, 0, []);

    internal static Rule PerYuan(long points = 1, long yuan = 1, string id = "base", Rounding rounding = Rounding.Floor) =>
        Rule.Of(id, id, EarningEventKind.OrderPaid, Ratio(points, yuan, rounding));

    internal static PointsPerAmount Ratio(long points, long yuan, Rounding rounding = Rounding.Floor) =>
        new(new Points(points), new Money(yuan * 100), rounding, false, GoodsFilter.All);

    internal static Rule Gift(long points, string id = "gift", EarningEventKind trigger = EarningEventKind.OrderPaid) =>
        Rule.Of(id, id, trigger, new FixedPoints(new Points(points)));

    internal static Rule Times(int thousandths, string id = "times", EarningEventKind trigger = EarningEventKind.OrderPaid) =>
        Rule.Of(id, id, trigger, new Multiplier(thousandths, Rounding.Floor));

    internal static Rule Steps(params (long Yuan, long Points)[] steps) => Rule.Of(
        "steps",
        "steps",
        EarningEventKind.OrderPaid,
        new AmountSteps([.. steps.Select(step => new AmountStep(new Money(step.Yuan * 100), new Points(step.Points)))], GoodsFilter.All));

    internal static Rule When(this Rule rule, Func<RuleConditions, RuleConditions> conditions) =>
        rule with { Conditions = conditions(rule.Conditions) };

    internal static Rule Capped(this Rule rule, long? perDay = null, long? inAll = null) =>
        rule with { Caps = new RuleCaps(perDay is { } day ? new Points(day) : null, inAll is { } all ? new Points(all) : null) };

    internal static Rule In(this Rule rule, string campaign) => rule with { CampaignId = campaign };

    internal static RuleBook Book(params Rule[] rules) => Book(null, rules);

    internal static RuleBook Book(ICampaignBudgets? budgets, params Rule[] rules) =>
        new(new RuleSet(7, DateTimeOffset.UnixEpoch, [.. rules], Campaigns(rules)), budgets);

    internal static EarningEvent Order(params long[] fen) =>
        OrderOf([.. fen.Select((amount, index) => new EarningLine($"{index + 1}", $"P{index + 1}", null, 1, new Money(amount)))]);

    internal static EarningEvent OrderOf(params ImmutableArray<EarningLine> lines) =>
        new("own:order:1", EarningEventKind.OrderPaid, At(ADay), null, null, null, lines);

    internal static EarningLine Line(string product, string? category, long fen) => new(product, product, category, 1, new Money(fen));

    internal static EarningEvent Happened(EarningEventKind kind, string? subject = null) =>
        new($"own:{kind}:1", kind, At(ADay), null, null, subject, []);

    internal static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.FromHours(8));

    internal static long Points(this RuleBook book, EarningEvent happened, MemberStanding? standing = null, DateOnly? day = null) =>
        book.Award(happened, standing ?? Somebody, day ?? ADay).Points.Value;

    private static ImmutableArray<CampaignTerms> Campaigns(Rule[] rules) =>
    [
        .. rules.Select(rule => rule.CampaignId).OfType<string>().Distinct()
            .Select(id => new CampaignTerms(id, DateTimeOffset.UnixEpoch, null, CampaignAudience.All, true)),
    ];
}
