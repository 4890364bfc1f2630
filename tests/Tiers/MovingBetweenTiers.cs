using System.Collections.Immutable;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Tests.Tiers;

public sealed class MovingBetweenTiers
{
    private static readonly TierLadder Rolling = TierLadder.Default;
    private static readonly TierLadder Calendar = TierLadder.Default with { Window = TierWindow.CalendarYear };
    private static readonly TierStanding Joined = TierRules.Initial(Rolling, Day("2026-01-05"));

    [Fact]
    public void Begins_at_the_lowest_of_standard_silver_gold_and_diamond()
    {
        Assert.Equal(["普通", "银", "金", "钻"], Rolling.Tiers.Select(tier => tier.Name));
        Assert.Equal(new TierStanding("standard", Day("2026-01-05"), null), Joined);
    }

    [Theory]
    [InlineData(999, "standard")]
    [InlineData(1_000, "silver")]
    [InlineData(4_999, "silver")]
    [InlineData(5_000, "gold")]
    [InlineData(20_000, "diamond")]
    public void Goes_up_on_the_day_a_threshold_is_reached_over_several_tiers_if_need_be(long points, string tier) =>
        Assert.Equal(tier, TierRules.Review(Rolling, Joined, Points(("2026-03", points)), Day("2026-03-15")).Tier);

    [Fact]
    public void Holds_in_a_rolling_year_until_the_day_before_twelve_months_later() =>
        Assert.Equal(
            new TierStanding("silver", Day("2026-03-15"), Day("2027-03-14")),
            TierRules.Review(Rolling, Joined, Points(("2026-03", 1_000)), Day("2026-03-15")));

    [Fact]
    public void Holds_in_a_calendar_year_until_the_end_of_the_next() =>
        Assert.Equal(
            new TierStanding("silver", Day("2026-03-15"), Day("2027-12-31")),
            TierRules.Review(Calendar, Joined, Points(("2026-03", 1_000)), Day("2026-03-15")));

    [Theory]
    [InlineData("2027-03-14", "silver")] // The last day of the period.
    [InlineData("2027-04-13", "silver")] // The thirtieth day of grace.
    [InlineData("2027-04-14", "standard")]
    public void Goes_down_only_after_the_period_and_the_grace(string today, string tier) =>
        Assert.Equal(tier, TierRules.Review(Rolling, Silver, Points(("2026-03", 1_000)), Day(today)).Tier);

    [Theory]
    [InlineData("2027-12-31", "silver")]
    [InlineData("2028-01-30", "silver")]
    [InlineData("2028-01-31", "standard")]
    public void Goes_down_in_a_calendar_year_after_the_next_year_and_the_grace(string today, string tier)
    {
        var silver = TierRules.Review(Calendar, Joined, Points(("2026-03", 1_000)), Day("2026-03-15"));

        Assert.Equal(tier, TierRules.Review(Calendar, silver, Points(("2026-03", 1_000)), Day(today)).Tier);
    }

    [Fact]
    public void Begins_another_period_without_a_gap_when_the_threshold_is_reached_on_the_last_day() =>
        Assert.Equal(
            new TierStanding("silver", Day("2026-03-15"), Day("2028-03-14")),
            TierRules.Review(Rolling, Silver, Points(("2026-03", 1_000), ("2026-09", 1_000)), Day("2027-03-15")));

    [Fact]
    public void Begins_another_period_when_the_threshold_is_reached_in_the_grace() =>
        Assert.Equal(
            new TierStanding("silver", Day("2026-03-15"), Day("2028-04-09")),
            TierRules.Review(Rolling, Silver, Points(("2026-03", 1_000), ("2027-04", 1_000)), Day("2027-04-10")));

    [Fact]
    public void Falls_to_what_the_ended_period_reached_and_not_to_the_bottom()
    {
        var months = Points(("2026-03", 5_000), ("2027-02", 1_000));
        var gold = TierRules.Review(Calendar, Joined, months, Day("2026-03-15"));

        var fallen = TierRules.Review(Calendar, gold, months, Day("2028-02-20"));

        Assert.Equal(new TierStanding("silver", Day("2028-01-31"), Day("2029-12-31")), fallen);
    }

    [Theory]
    [InlineData(TierMeasure.QualifyingPoints, 700)]
    [InlineData(TierMeasure.Spend, 120_000)]
    [InlineData(TierMeasure.Orders, 9)]
    public void Measures_points_spend_or_orders(TierMeasure measure, long figure)
    {
        ImmutableArray<QualifyingMonth> months =
            [new(Day("2026-02-01"), new Points(500), new Money(90_000), 7), new(Day("2026-03-01"), new Points(200), new Money(30_000), 2)];

        Assert.Equal(figure, TierRules.Measure(Rolling with { Measure = measure }, months, Day("2026-03-15")));
    }

    [Fact]
    public void Measures_the_current_month_and_the_eleven_before_it()
    {
        var months = Points(("2025-03", 1), ("2025-04", 10), ("2026-03", 100), ("2026-04", 1_000));

        Assert.Equal(110, TierRules.Measure(Rolling, months, Day("2026-03-15")));
        Assert.Equal(100, TierRules.Measure(Calendar, months, Day("2026-03-15")));
    }

    [Fact]
    public void Shows_the_distance_to_the_next_tier_and_what_keeps_this_one()
    {
        var progress = TierRules.Progress(Rolling, Silver, Points(("2026-03", 1_000), ("2026-06", 400)), Day("2026-07-01"));

        Assert.Equal(
            ("silver", 1_400L, "gold", 3_600L, 600L, Day("2027-02-28"), Day("2027-03-14")),
            (progress.Tier.Id, progress.Measure, progress.Next!.Id, progress.ToNext, progress.ToKeep, progress.CountsUntil, progress.Until));
    }

    [Fact]
    public void Shows_no_distance_at_the_top()
    {
        var progress = TierRules.Progress(Rolling, Joined, Points(("2026-03", 30_000)), Day("2026-03-15"));

        Assert.Equal(("diamond", null, 0L), (progress.Tier.Id, progress.Next, progress.ToNext));
    }

    [Fact]
    public void Is_looked_at_again_after_the_period_and_after_the_grace()
    {
        Assert.Equal(Day("2027-03-15"), TierRules.DueOn(Rolling, Silver, Day("2026-12-01")));
        Assert.Equal(Day("2027-04-14"), TierRules.DueOn(Rolling, Silver, Day("2027-03-15")));
        Assert.Null(TierRules.DueOn(Rolling, Joined, Day("2026-12-01")));
    }

    [Fact]
    public void Begins_anew_when_the_ladder_has_lost_the_tier()
    {
        var two = Rolling with { Tiers = [Rolling.Tiers[0], Rolling.Tiers[2]] };

        Assert.Equal("standard", TierRules.Review(two, Silver, Points(("2026-03", 1_000)), Day("2026-07-01")).Tier);
    }

    private static TierStanding Silver { get; } = new("silver", Day("2026-03-15"), Day("2027-03-14"));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static ImmutableArray<QualifyingMonth> Points(params (string Month, long Points)[] months) =>
        [.. months.Select(month => new QualifyingMonth(Day($"{month.Month}-01"), new Points(month.Points), Money.Zero, 0))];
}
