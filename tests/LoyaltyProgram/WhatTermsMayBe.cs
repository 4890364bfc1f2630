using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Tests.LoyaltyProgram;

public sealed class WhatTermsMayBe
{
    private static readonly ProgramTerms Default = ProgramTerms.Default;

    [Fact]
    public void Are_a_hundred_points_a_yuan_and_a_fifth_of_the_order_by_default()
    {
        Assert.Null(Default.Refusal());
        Assert.Equal((100, 20), (Default.Cash.PointsPerYuan, Default.Cash.MaxPercent));
    }

    [Theory]
    [InlineData(0, 0, "expiry.months", 1, 120)]
    [InlineData(121, 0, "expiry.months", 1, 120)]
    [InlineData(12, 13, "expiry.birthdayMonths", 0, 12)]
    [InlineData(12, -1, "expiry.birthdayMonths", 0, 12)]
    public void Lapse_after_one_to_120_months_and_up_to_12_more_for_a_birthday(
        int months, int birthdayMonths, string term, long min, long max)
    {
        var refused = (Default with { Expiry = new(ExpiryKind.FixedMonths, months, birthdayMonths) }).Refusal();

        Assert.Equal(new TermOutOfRange(term, term == "expiry.months" ? months : birthdayMonths, min, max), refused);
    }

    [Fact]
    public void Have_no_months_when_points_never_lapse() =>
        Assert.Equal(
            new TermOutOfRange("expiry.months", 12, 0, 0),
            (Default with { Expiry = new(ExpiryKind.Never, 12, 0) }).Refusal());

    [Theory]
    [InlineData(-1)]
    [InlineData(367)]
    public void Keep_points_pending_for_a_year_at_most(int days) =>
        Assert.Equal(new TermOutOfRange("pendingDays", days, 0, 366), (Default with { PendingDays = days }).Refusal());

    [Theory]
    [InlineData(0, 20, 30, "pointsAsCash.pointsPerYuan", 0, 1, 1_000_000)]
    [InlineData(100, 0, 30, "pointsAsCash.maxPercent", 0, 1, 100)]
    [InlineData(100, 101, 30, "pointsAsCash.maxPercent", 101, 1, 100)]
    [InlineData(100, 20, 0, "pointsAsCash.holdMinutes", 0, 1, 10_080)]
    public void Pay_1_to_100_percent_of_an_order(
        int pointsPerYuan, int percent, int minutes, string term, long value, long min, long max) =>
        Assert.Equal(
            new TermOutOfRange(term, value, min, max),
            (Default with { Cash = new(pointsPerYuan, percent, minutes) }).Refusal());

    [Fact]
    public void Let_a_day_send_no_less_than_one_transfer() =>
        Assert.Equal(
            new TermOutOfRange("transfers.maxPerDay", 99, 100, Points.MaxValue),
            (Default with { Transfers = new(true, new Points(100), new Points(99), null) }).Refusal());

    [Fact]
    public void Name_a_tier_of_the_ladder_for_transfers() =>
        Assert.Equal(
            "bronze of standard, silver, gold, diamond",
            (Default with { Transfers = Default.Transfers with { LowestTier = "bronze" } }).Refusal()
                is TransferTierUnknown(var tier, var tiers) ? $"{tier} of {string.Join(", ", tiers)}" : null);

    [Fact]
    public void Limit_adjustments_to_nothing_or_more() =>
        Assert.Equal(
            new TermOutOfRange("adjustmentLimit", -1, 0, Points.MaxValue),
            (Default with { AdjustmentLimit = new Points(-1) }).Refusal());

    [Fact]
    public void Have_tiers_whose_thresholds_rise() =>
        Assert.Equal(
            new TierThresholdNotRising("gold", 1_000, 1_000),
            With(new("standard", "普通", 0, []), new("silver", "银", 1_000, []), new("gold", "金", 1_000, [])).Refusal());

    [Fact]
    public void Have_a_lowest_tier_that_everybody_has() =>
        Assert.Equal(new TierThresholdNotRising("silver", 1, null), With(new Tier("silver", "银", 1, [])).Refusal());

    [Fact]
    public void Have_tiers_of_different_ids() =>
        Assert.Equal(
            new TierIdTwice("silver"), With(new("silver", "银", 0, []), new("silver", "银", 1, [])).Refusal());

    [Fact]
    public void Have_at_least_one_tier() =>
        Assert.Equal(new TermOutOfRange("tiers.length", 0, 1, 20), With().Refusal());

    [Fact]
    public void Keep_a_tier_for_a_year_of_grace_at_most() =>
        Assert.Equal(
            new TermOutOfRange("tiers.graceDays", 367, 0, 366),
            (Default with { Tiers = Default.Tiers with { GraceDays = 367 } }).Refusal());

    private static ProgramTerms With(params Tier[] tiers) => Default with { Tiers = Default.Tiers with { Tiers = [.. tiers] } };
}
