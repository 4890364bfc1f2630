using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Simulation.Actors;

namespace OrleansLoyalty.Simulation.Workload;

/// <summary>The rules that seeds choose from, and what their campaigns may give.</summary>
internal static class ProgramRules
{
    private static readonly DateTimeOffset Always = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Rule[] All =
    [
        Rule.Of("per-yuan", "points per yuan", EarningEventKind.OrderPaid, new PointsPerAmount(
            new Points(1), new Money(100), Rounding.Floor, ByLine: false, GoodsFilter.All)),
        Rule.Of("food-double", "food once more", EarningEventKind.OrderPaid, new PointsPerAmount(
            new Points(1), new Money(100), Rounding.HalfUp, ByLine: true, GoodsFilter.OfCategories("food"))),
        Rule.Of("first", "first order", EarningEventKind.OrderPaid, new FixedPoints(new Points(100))) with
        {
            Conditions = RuleConditions.None with { FirstOrder = true },
        },
        Rule.Of("steps", "full amount", EarningEventKind.OrderPaid, new AmountSteps(
            [new AmountStep(new Money(5_000), new Points(20)), new AmountStep(new Money(20_000), new Points(150))], GoodsFilter.All)),
        Rule.Of("gold", "gold gets more", EarningEventKind.OrderPaid, new Multiplier(1_500, Rounding.Floor)) with
        {
            Conditions = RuleConditions.None with { Tiers = ["gold"] },
        },
        Rule.Of("scan", "a little more a scan", EarningEventKind.CodeClaimed, new FixedPoints(new Points(3))) with
        {
            Caps = new RuleCaps(new Points(7), new Points(40)),
        },
        Rule.Of("check-in", "day after day", EarningEventKind.CheckIn, new CheckInSteps(
            [new CheckInStep(1, new Points(2)), new CheckInStep(3, new Points(9))], 7)),
        OfCampaign("spring", "big", new FixedPoints(new Points(60)), new Money(15_000), null),
        OfCampaign("autumn", "small", new FixedPoints(new Points(25)), null, new Money(14_999)),
        Rule.Of("scan-gift", "a gift for scanning", EarningEventKind.CodeClaimed, new FixedPoints(new Points(8))) with
        {
            CampaignId = "spring",
        },
    ];

    private static readonly CampaignTerms[] Campaigns =
    [
        new("spring", Always, null, CampaignAudience.All, HasBudget: true),
        new("autumn", Always, null, CampaignAudience.All, HasBudget: true),
    ];

    /// <summary>What a campaign may give in all.</summary>
    internal static long BudgetOf(string campaign) => campaign == "spring" ? 400 : 130;

    /// <summary>Two versions: one from the start, one from a later day on.</summary>
    internal static RuleSet[] Choose(Chance chance)
    {
        if (chance.OneIn(5))
        {
            return [RuleSet.Empty];
        }

        return
        [
            new RuleSet(1, Always, Some(chance), [.. Campaigns]),
            new RuleSet(2, new SimulatedClock().GetUtcNow().AddDays(chance.Below(90)), Some(chance), [.. Campaigns]),
        ];
    }

    private static System.Collections.Immutable.ImmutableArray<Rule> Some(Chance chance) =>
        [.. All.Where(_ => !chance.OneIn(3))];

    private static Rule OfCampaign(string campaign, string id, RuleEffect effect, Money? least, Money? most) =>
        Rule.Of(id, id, EarningEventKind.OrderPaid, effect) with
        {
            CampaignId = campaign,
            Conditions = RuleConditions.None with { Minimum = least, Maximum = most },
            ExtraMonths = 1,
        };
}
