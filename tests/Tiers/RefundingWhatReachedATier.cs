using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Tests.MemberAccounts;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Tests.Tiers;

/// <summary>A refund leaves the tier, and its period, as if what was given back had never been ordered.</summary>
public sealed class RefundingWhatReachedATier
{
    private readonly AnAccountOverTime _member = new(ProgramTerms.Default, new DateOnly(2026, 1, 5));

    private TierStanding Tier => _member.View.Tier;

    [Fact]
    public void Brings_the_tier_back_that_was_there_before_with_its_own_period()
    {
        _member.At("2026-03-15").Order("pos:order:1", 1_000);
        var order = _member.At("2026-05-20").Order("pos:order:2", 4_000);
        Assert.Equal(Standing("gold", "2026-05-20", "2027-05-19"), Tier);

        _member.At("2026-06-01").Refund(order);

        Assert.Equal(Standing("silver", "2026-03-15", "2027-03-14"), Tier);
    }

    [Fact]
    public void Of_a_tier_that_other_orders_hold_up_changes_nothing()
    {
        _member.At("2026-03-15").Order("pos:order:1", 1_000);
        var order = _member.At("2026-05-20").Order("pos:order:2", 100);

        _member.At("2026-06-01").Refund(order);

        Assert.Equal(Standing("silver", "2026-03-15", "2027-03-14"), Tier);
    }

    [Fact]
    public void Moves_the_period_to_the_order_that_would_have_reached_the_tier()
    {
        var order = _member.At("2026-03-15").Order("pos:order:1", 1_000);
        _member.At("2026-05-20").Order("pos:order:2", 1_200);
        Assert.Equal(Standing("silver", "2026-03-15", "2027-03-14"), Tier);

        _member.At("2026-06-01").Refund(order);

        Assert.Equal(Standing("silver", "2026-05-20", "2027-05-19"), Tier);
    }

    [Fact]
    public void In_part_leaves_what_the_rest_reaches()
    {
        var order = _member.At("2026-03-15").Order("pos:order:1", 4_000, 1_000);
        Assert.Equal("gold", Tier.Tier);

        _member.At("2026-06-01").Refund(order, 1_000);

        Assert.Equal(Standing("silver", "2026-03-15", "2027-03-14"), Tier);
    }

    [Fact]
    public void Takes_back_a_period_that_began_anew_only_by_the_order()
    {
        _member.At("2026-03-15").Order("pos:order:1", 1_000);
        var order = _member.At("2027-03-01").Order("pos:order:2", 1_000);
        _member.Until("2027-03-20");
        Assert.Equal(Standing("silver", "2026-03-15", "2028-03-14"), Tier);

        _member.Refund(order);
        Assert.Equal(Standing("silver", "2026-03-15", "2027-03-14"), Tier);

        _member.Until("2027-04-13");
        Assert.Equal("silver", Tier.Tier);
        _member.Until("2027-04-14");
        Assert.Equal("standard", Tier.Tier);
    }

    [Fact]
    public void Of_one_order_after_another_leads_back_to_the_beginning()
    {
        var first = _member.At("2026-03-15").Order("pos:order:1", 1_000);
        var second = _member.At("2026-05-20").Order("pos:order:2", 4_000);

        _member.At("2026-06-01").Refund(first);
        Assert.Equal(Standing("silver", "2026-05-20", "2027-05-19"), Tier);

        _member.Refund(second);
        Assert.Equal(new TierStanding("standard", _member.JoinedOn, null), Tier);
    }

    private static TierStanding Standing(string tier, string since, string until) =>
        new(tier, AnAccountOverTime.Day(since), AnAccountOverTime.Day(until));
}
