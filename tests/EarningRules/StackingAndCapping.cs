using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using static OrleansLoyalty.Tests.EarningRules.ARule;

namespace OrleansLoyalty.Tests.EarningRules;

public sealed class StackingAndCapping
{
    [Fact]
    public void Adds_what_rules_give_unless_they_say_otherwise() =>
        Assert.Equal(130, Book(PerYuan(), Gift(30)).Points(Order(100_00)));

    [Fact]
    public void Takes_the_best_of_a_group_and_the_first_of_equals()
    {
        var small = Gift(30, "small") with { Stacking = RuleStacking.BestOf("gifts") };
        var large = Gift(80, "large") with { Stacking = RuleStacking.BestOf("gifts") };
        var equal = Gift(80, "equal") with { Stacking = RuleStacking.BestOf("gifts") };

        var award = Book(PerYuan(), small, large, equal).Award(Order(10_00), Somebody, ADay);

        Assert.Equal(["base", "large"], award.Parts.Select(part => part.RuleId));
    }

    [Fact]
    public void Takes_the_better_of_two_multipliers_of_a_group()
    {
        var twice = Times(2_000, "twice") with { Stacking = RuleStacking.BestOf("days") };
        var thrice = Times(3_000, "thrice") with { Stacking = RuleStacking.BestOf("days") };

        Assert.Equal(300, Book(PerYuan(), twice, thrice).Points(Order(100_00)));
    }

    [Fact]
    public void Adds_multipliers_up()
    {
        var book = Book(PerYuan(), Times(2_000, "tenth"), Times(1_500, "gold"));

        Assert.Equal(250, book.Points(Order(100_00)));
    }

    [Fact]
    public void Lets_an_exclusive_rule_apply_alone_and_the_highest_priority_first()
    {
        var low = Gift(500, "low") with { Stacking = RuleStacking.Exclusive(1) };
        var high = Gift(7, "high") with { Stacking = RuleStacking.Exclusive(2) };

        var award = Book(PerYuan(), Times(2_000), low, high).Award(Order(100_00), Somebody, ADay);

        Assert.Equal(["high 7"], award.Parts.Select(part => $"{part.RuleId} {part.Points}"));
    }

    [Fact]
    public void Lets_the_others_apply_when_an_exclusive_rule_gives_nothing()
    {
        var spent = (Gift(500) with { Stacking = RuleStacking.Exclusive(1) }).Capped(inAll: 500);
        var used = Somebody with { Usage = [new RuleUsage("gift", ADay, new(500), new(500))] };

        Assert.Equal(100, Book(PerYuan(), spent).Points(Order(100_00), used));
        Assert.Equal(500, Book(PerYuan(), spent).Points(Order(100_00)));
    }

    [Theory]
    [InlineData(0, 0, 0, 50)]
    [InlineData(0, 20, 20, 30)]
    [InlineData(0, 50, 50, 0)]
    [InlineData(1, 50, 50, 50)]
    [InlineData(1, 50, 180, 20)]
    [InlineData(0, 0, 200, 0)]
    public void Caps_what_a_member_gets_on_a_day_and_in_all(int daysAgo, long onDay, long inAll, long left)
    {
        var usage = new RuleUsage("gift", ADay.AddDays(-daysAgo), new(onDay), new(inAll));

        var award = Book(Gift(100).Capped(perDay: 50, inAll: 200)).Award(Order(1), Somebody with { Usage = [usage] }, ADay);

        Assert.Equal(left, award.Points.Value);
        Assert.Equal(100, award.Parts[0].BeforeCaps.Value);
        Assert.True(award.Parts[0].IsCapped);
    }

    [Fact]
    public void Multiplies_what_the_caps_left()
    {
        var book = Book(PerYuan().Capped(perDay: 60), Times(2_000));

        Assert.Equal(120, book.Points(Order(100_00)));
    }

    [Fact]
    public void Multiplies_no_gift_of_a_campaign()
    {
        var book = Book(PerYuan(), Gift(40).In("newcomers"), Times(2_000, "day").In("day"), Gift(5, "more").In("day"));

        Assert.Equal(100 + 40 + 5 + 100, book.Points(Order(100_00)));
    }

    [Fact]
    public void Gives_nothing_of_a_part_that_the_budget_does_not_cover()
    {
        var budgets = new Budgets { ["c"] = 99 };

        var award = Book(budgets, PerYuan(), Gift(100).In("c")).Award(Order(10_00), Somebody, ADay);

        Assert.Equal(10, award.Points.Value);
        Assert.True(award.Parts[1].OverBudget);
        Assert.Equal("100; the campaign's budget is spent", award.Parts[1].Explanation);
        Assert.Equal(RuleVerdict.OverBudget, Verdict(Book(budgets, Gift(100).In("c")), "gift"));
    }

    [Fact]
    public void Counts_the_parts_of_one_campaign_together()
    {
        var budgets = new Budgets { ["c"] = 150 };

        var award = Book(budgets, Gift(100, "a").In("c"), Gift(100, "b").In("c"), Gift(50, "d").In("c")).Award(Order(1), Somebody, ADay);

        Assert.Equal(["a 100", "b 0", "d 50"], award.Parts.Select(part => $"{part.RuleId} {part.Points}"));
    }

    [Fact]
    public void Decides_a_refund_without_asking_the_budget_again()
    {
        var budgets = new Budgets { ["c"] = 100 };
        var book = Book(budgets, PerYuan(), Gift(100, "a").In("c"), Gift(1, "b").In("c"));
        var before = book.Award(Order(10_00, 20_00), Somebody, ADay);
        budgets["c"] = 0;

        var again = book.AwardAgain(Order(10_00), Somebody, ADay, before);

        Assert.Equal(130, before.Points.Value);
        Assert.Equal(110, again.Points.Value);
    }

    [Fact]
    public void Says_of_every_rule_why_it_does_not_apply()
    {
        var book = Book(
            PerYuan(),
            Gift(5, "store").When(when => when with { Stores = ["S1"] }),
            Gift(5, "weekend").When(when => when with { Weekdays = [DayOfWeek.Saturday] }),
            Gift(5, "rich").When(when => when with { Minimum = new Money(100_000_00) }),
            Gift(0, "nothing"),
            Gift(5, "code", EarningEventKind.CodeClaimed));

        Assert.Equal(
            ["base Applies", "store OtherStore", "weekend OtherWeekday", "rich BelowMinimum", "nothing Applies"],
            book.Explain(Order(100_00), Somebody, ADay).Select(finding => $"{finding.RuleId} {finding.Verdict}"));
    }

    private static RuleVerdict Verdict(RuleBook book, string rule) =>
        book.Explain(Order(1), Somebody, ADay).Single(finding => finding.RuleId == rule).Verdict;
}

/// <summary>What campaigns have left, as a test says.</summary>
internal sealed class Budgets : Dictionary<string, long>, ICampaignBudgets
{
    public long Left(string campaignId) => this.GetValueOrDefault(campaignId, long.MaxValue);
}
