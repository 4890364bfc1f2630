using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using static OrleansLoyalty.Tests.EarningRules.ARule;

namespace OrleansLoyalty.Tests.EarningRules;

public sealed class EarningByRules
{
    [Theory]
    [InlineData(499_99, 0)]
    [InlineData(500_00, 500)]
    [InlineData(999_99, 500)]
    [InlineData(1_000_00, 1_200)]
    public void Gives_the_points_of_the_highest_step(long fen, long points) =>
        Assert.Equal(points, Book(Steps((500, 500), (1_000, 1_200))).Points(Order(fen)));

    [Theory]
    [InlineData(100_00, 200)]
    [InlineData(99_50, 199)]
    [InlineData(0_49, 0)]
    public void Gives_two_a_yuan(long fen, long points) =>
        Assert.Equal(points, Book(PerYuan(2)).Points(Order(fen)));

    [Theory]
    [InlineData(100_00, 50)]
    [InlineData(3_99, 1)]
    [InlineData(1_99, 0)]
    public void Gives_one_for_two_yuan(long fen, long points) =>
        Assert.Equal(points, Book(PerYuan(1, 2)).Points(Order(fen)));

    [Fact]
    public void Gives_each_kind_of_goods_its_ratio()
    {
        var high = PerYuan(2, id: "high") with { Effect = Ratio(2, 1) with { Goods = GoodsFilter.OfCategories("high-margin") } };
        var low = PerYuan(1, 2, "low") with { Effect = Ratio(1, 2) with { Goods = new([], ["high-margin"], Except: true) } };

        var award = Book(high, low).Award(OrderOf(Line("A", "high-margin", 100_00), Line("B", "low", 100_00)), Somebody, ADay);

        Assert.Equal(["high 200", "low 50"], award.Parts.Select(part => $"{part.RuleId} {part.Points}"));
    }

    [Theory]
    [InlineData(10, 200)]
    [InlineData(11, 100)]
    public void Doubles_on_the_tenth(int day, long points)
    {
        var book = Book(PerYuan(), Times(2_000).When(when => when with { DaysOfMonth = [10] }));

        Assert.Equal(points, book.Points(Order(100_00), day: new DateOnly(2026, 11, day)));
    }

    [Fact]
    public void Triples_at_a_festival()
    {
        var festival = Times(3_000).When(when => when with { From = new DateOnly(2026, 11, 11), To = new DateOnly(2026, 11, 12) });

        Assert.Equal(300, Book(PerYuan(), festival).Points(Order(100_00)));
        Assert.Equal(100, Book(PerYuan(), festival).Points(Order(100_00), day: new DateOnly(2026, 11, 13)));
    }

    [Theory]
    [InlineData("standard", 100)]
    [InlineData("silver", 120)]
    [InlineData("gold", 150)]
    public void Gives_higher_tiers_more(string tier, long points)
    {
        var book = Book(
            PerYuan(),
            Times(1_200, "silver").When(when => when with { Tiers = ["silver"] }),
            Times(1_500, "gold").When(when => when with { Tiers = ["gold"] }));

        Assert.Equal(points, book.Points(Order(100_00), Somebody with { Tier = tier }));
    }

    [Theory]
    [InlineData(Rounding.Floor, 399)]
    [InlineData(Rounding.HalfUp, 400)]
    [InlineData(Rounding.Ceiling, 400)]
    public void Multiplies_exactly_and_rounds_once(Rounding rounding, long points)
    {
        var silver = Times(1_200) with { Effect = new Multiplier(1_200, rounding) };

        Assert.Equal(points, Book(PerYuan(), silver).Points(Order(333_00)));
    }

    [Theory]
    [InlineData(Rounding.Floor, 0)]
    [InlineData(Rounding.HalfUp, 2)]
    [InlineData(Rounding.Ceiling, 2)]
    public void Rounds_each_line_where_the_rule_says_so(Rounding rounding, long points)
    {
        var byLine = PerYuan() with { Effect = Ratio(1, 1, rounding) with { ByLine = true } };

        Assert.Equal(points, Book(byLine).Points(Order(50, 50)));
        Assert.Equal(1, Book(PerYuan(rounding: rounding)).Points(Order(50, 50)));
    }

    [Fact]
    public void Gives_a_hundred_for_a_friend_who_joins_and_fifty_for_their_first_order()
    {
        var book = Book(
            Gift(100, "joined", EarningEventKind.FriendRegistered), Gift(50, "ordered", EarningEventKind.FriendOrdered));

        Assert.Equal(100, book.Points(Happened(EarningEventKind.FriendRegistered)));
        Assert.Equal(50, book.Points(Happened(EarningEventKind.FriendOrdered)));
        Assert.Equal(0, book.Points(Happened(EarningEventKind.Registration)));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(3, 10)]
    [InlineData(6, 10)]
    [InlineData(7, 50)]
    [InlineData(8, 5)]
    [InlineData(14, 50)]
    public void Rewards_checking_in_day_after_day(int streak, long points)
    {
        var rule = Rule.Of("streak", "streak", EarningEventKind.CheckIn, new CheckInSteps(
            [new(1, new Points(5)), new(3, new Points(10)), new(7, new Points(50))], 7));

        Assert.Equal(points, Book(rule).Points(Happened(EarningEventKind.CheckIn), Somebody with { CheckInStreak = streak }));
    }

    [Fact]
    public void Multiplies_a_codes_own_points_without_giving_them()
    {
        var book = Book(Times(2_000, trigger: EarningEventKind.CodeClaimed));

        var award = book.Award(Happened(EarningEventKind.CodeClaimed, "P1"), Somebody, ADay, new Points(10));

        Assert.Equal(10, award.Points.Value);
    }

    [Fact]
    public void Says_how_each_part_came_about()
    {
        var award = Book(PerYuan(2), Times(1_500)).Award(Order(1_280_00), Somebody, ADay);

        Assert.Equal(7, award.RuleSetVersion);
        Assert.Equal(
            ["base 2560: 1280.00 × 2 / 1.00", "times 1280: 2560 × 1.5 − 2560"],
            award.Parts.Select(part => $"{part.RuleId} {part.Points}: {part.Explanation}"));
    }

    [Fact]
    public void Never_gives_more_than_one_posting_moves()
    {
        var order = OrderOf(Line("A", null, Money.MaxMinorUnits), Line("B", null, Money.MaxMinorUnits));

        var award = Book(PerYuan(100), Times(100_000)).Award(order, Somebody, ADay);

        Assert.Equal(OrleansLoyalty.Points.MaxValue, award.Points.Value);
        Assert.Equal(award.Points.Value, award.Parts.Sum(part => part.Points.Value));
    }

    [Fact]
    public void Prolongs_what_is_given_by_the_longest_of_the_rules_that_apply()
    {
        var prolongs = Gift(0) with { ExtraMonths = 3 };
        var more = Gift(10, "more") with { ExtraMonths = 2 };

        Assert.Equal(3, Book(PerYuan(), prolongs, more).Award(Order(10_00), Somebody, ADay).ExtraMonths);
        Assert.Equal(0, Book(PerYuan()).Award(Order(10_00), Somebody, ADay).ExtraMonths);
    }

    [Fact]
    public void Gives_nothing_where_no_rule_is_set_off()
    {
        Assert.False(Book(PerYuan()).HasRulesFor(EarningEventKind.CodeClaimed));
        Assert.True(Book(PerYuan()).HasRulesFor(EarningEventKind.OrderPaid));
        Assert.Equal(0, RuleBook.Empty.Points(Order(100_00)));
    }
}
