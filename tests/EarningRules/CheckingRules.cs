using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using static OrleansLoyalty.Tests.EarningRules.ARule;

namespace OrleansLoyalty.Tests.EarningRules;

public sealed class CheckingRules
{
    [Fact]
    public void Finds_nothing_wrong_with_what_the_program_is_meant_to_do() =>
        Assert.Empty(Problems(
            PerYuan(2),
            Steps((500, 500), (1_000, 1_200)),
            Times(1_200, "silver").When(when => when with { Tiers = ["silver"] }),
            Gift(0, "prolongs") with { ExtraMonths = 3 }));

    [Fact]
    public void Refuses_more_than_two_hundred_rules()
    {
        Assert.Empty(Problems([.. Enumerable.Range(0, 200).Select(index => Gift(1, $"r{index}"))]));
        Assert.Equal(
            [new TooManyRules(201, 200)], Problems([.. Enumerable.Range(0, 201).Select(index => Gift(1, $"r{index}"))]));
    }

    [Fact]
    public void Refuses_two_rules_of_one_id_and_ids_that_are_none()
    {
        Assert.Equal([new RuleIdUnusable("gift", Taken: true)], Problems(Gift(1), Gift(2)));
        Assert.Equal([new RuleIdUnusable("a b", Taken: false)], Problems(Gift(1, "a b")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(OrleansLoyalty.Points.MaxValue + 1)]
    public void Refuses_points_out_of_range(long points) => Assert.Equal(
        [new RuleNumberOutOfRange("gift", "effect.points", points, 1, OrleansLoyalty.Points.MaxValue)], Problems(Gift(points)));

    [Fact]
    public void Refuses_negative_amounts() => Assert.Equal(
        [new RuleNumberOutOfRange("gift", "conditions.minimum", -1, 0, Money.MaxMinorUnits)],
        Problems(Gift(1).When(when => when with { Minimum = new Money(-1) })));

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(100_001)]
    public void Refuses_factors_out_of_range(int thousandths) => Assert.Equal(
        [new RuleNumberOutOfRange("times", "effect.thousandths", thousandths, 1_001, 100_000)], Problems(Times(thousandths)));

    [Fact]
    public void Refuses_a_ratio_that_overflows_for_an_order_that_may_be_told()
    {
        Assert.Empty(Problems(PerYuan(100)));
        Assert.Equal(
            [new RuleOverflows("base", new Money(1_000_000_000_000), new Money(990_099_009_900), new Points(1_000_000_000_000))],
            Problems(PerYuan(101)));
    }

    [Fact]
    public void Refuses_ranges_in_which_nothing_lies()
    {
        var days = Gift(1, "days").When(when => when with { From = new DateOnly(2026, 11, 12), To = new DateOnly(2026, 11, 11) });
        var amounts = Gift(1, "amounts").When(when => when with { Minimum = new Money(200), Maximum = new Money(100) });

        Assert.Equal(
            [
                new RuleRangeEmpty("days", "conditions.from", "2026-11-12", "2026-11-11"),
                new RuleRangeEmpty("amounts", "conditions.minimum", "2.00", "1.00"),
            ],
            Problems(days, amounts));
    }

    [Fact]
    public void Refuses_steps_that_do_not_rise()
    {
        Assert.Equal([new RuleStepsNotRising("steps", 2, 500_00, 500_00)], Problems(Steps((500, 500), (500, 600))));
        Assert.Equal([new RuleStepsNotRising("steps", 2, 400, 500)], Problems(Steps((500, 500), (600, 400))));
    }

    [Fact]
    public void Refuses_tiers_that_there_are_not() =>
        Assert.Equal("platinum", Assert.IsType<RuleTierUnknown>(
            Assert.Single(Problems(Gift(1).When(when => when with { Tiers = ["platinum"] })))).Tier);

    [Fact]
    public void Refuses_campaigns_that_there_are_not() =>
        Assert.Equal([new RuleCampaignUnknown("gift", "c-1")], Problems(Gift(1).In("c-1")));

    [Fact]
    public void Refuses_exclusive_rules_of_one_priority_that_could_meet()
    {
        var one = Gift(1, "one") with { Stacking = RuleStacking.Exclusive(5) };
        var other = Gift(2, "other") with { Stacking = RuleStacking.Exclusive(5) };

        Assert.Equal([new RulesExclude("one", "other", 5)], Problems(one, other));
        Assert.Empty(Problems(one, other with { Stacking = RuleStacking.Exclusive(6) }));
        Assert.Empty(Problems(
            one.When(when => when with { Weekdays = [DayOfWeek.Friday] }), other.When(when => when with { Weekdays = [DayOfWeek.Sunday] })));
        Assert.Empty(Problems(
            one.When(when => when with { Maximum = new Money(99) }), other.When(when => when with { Minimum = new Money(100) })));
    }

    [Fact]
    public void Refuses_what_makes_no_sense_together()
    {
        AssertField("triggers", Gift(1) with { Triggers = [] });
        AssertField("triggers", PerYuan() with { Triggers = [EarningEventKind.CheckIn] });
        AssertField("conditions.firstOrder", Gift(1, trigger: EarningEventKind.CheckIn).When(when => when with { FirstOrder = true }));
        AssertField("stacking.group", Gift(1) with { Stacking = new RuleStacking(StackingKind.BestOf, null, 0) });
        AssertField("stacking", Times(2_000) with { Stacking = RuleStacking.Exclusive(1) });
        AssertField(
            "stacking.group",
            Times(2_000) with { Stacking = RuleStacking.BestOf("g") },
            Gift(1) with { Stacking = RuleStacking.BestOf("g") });
    }

    private static void AssertField(string field, params Rule[] rules) =>
        Assert.Equal(field, Assert.IsType<RuleMakesNoSense>(Assert.Single(Problems(rules))).Field);

    private static List<RuleProblem> Problems(params Rule[] rules) =>
        [.. RuleCheck.Problems([.. rules], [], ["standard", "silver", "gold"])];
}
