using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class RefundingAnOrder
{
    private readonly AnAccountOverTime _member = new(
        AnAccountOverTime.With(ExpiryKind.FixedMonths, 12) with { PendingDays = 7 }, new DateOnly(2024, 1, 1));

    [Fact]
    public void Takes_back_exactly_what_it_gave()
    {
        _member.Claim(100);
        var order = _member.At("2024-02-01").Order("pos:order:1", 300);

        var refund = _member.At("2024-02-03").Refund(order);

        Assert.Equal((new Points(-300), order.Seq), (refund.Points, refund.Reverses));
        Assert.Equal([(100, "2025-01-01")], _member.Lots);
        Assert.Equal(0, _member.View.Debt.Value);
    }

    [Fact]
    public void Takes_back_a_line_at_a_time_and_the_whole_in_the_end()
    {
        var order = _member.Order("pos:order:1", 300, 200, 100);

        Assert.Equal(new Points(-200), _member.Refund(order, 300, 100).Points);
        Assert.Equal(new Points(-100), _member.Refund(order, 300).Points);
        Assert.Equal(new Points(-300), _member.Refund(order).Points);
        Assert.Empty(_member.Lots);
    }

    [Fact]
    public void Leaves_a_debt_for_what_was_spent_that_the_next_accruals_settle()
    {
        var order = _member.Order("pos:order:1", 500);
        _member.At("2024-01-08").Redeem(400);

        var refund = _member.Refund(order);
        Assert.Equal((new Points(-500), 400L), (refund.Points, refund.Detail!.Debt));
        Assert.Equal((0L, 400L, -400L), (_member.Balance, _member.View.Debt.Value, _member.View.Total.Value));

        _member.Claim(150);
        Assert.Equal((0L, 250L), (_member.Balance, _member.View.Debt.Value));

        _member.Claim(300);
        Assert.Equal((50L, 0L), (_member.Balance, _member.View.Debt.Value));
    }

    [Fact]
    public void Never_lets_a_member_spend_what_they_owe()
    {
        var order = _member.Order("pos:order:1", 500);
        _member.At("2024-01-08").Claim(100);
        _member.Redeem(500);

        _member.Refund(order);

        Assert.Equal(new Points(-400), _member.View.Total);
        Assert.Null(_member.Account.Spend(AMember.Spending(1), "r", _member.Now));
    }

    [Fact]
    public void Asks_nothing_for_points_that_lapsed()
    {
        var order = _member.Order("pos:order:1", 500);
        _member.At("2024-01-08").Redeem(200);
        _member.Until("2025-01-02");

        var refund = _member.Refund(order);

        Assert.Equal((new Points(-200), 200L), (refund.Points, refund.Detail!.Debt));
    }

    [Fact]
    public void Takes_no_points_of_later_orders_in_place_of_those_that_lapsed_or_were_spent()
    {
        var order = _member.Order("pos:order:1", 500);
        _member.At("2024-06-01").Order("pos:order:2", 70);
        _member.At("2024-06-08").Redeem(500);

        _member.Refund(order);

        Assert.Equal([(70, "2025-06-01")], _member.Lots);
        Assert.Equal(500, _member.View.Debt.Value);
    }

    [Fact]
    public void Leaves_the_months_and_the_tier_that_never_ordering_would_have_left()
    {
        var order = _member.Order("pos:order:1", 1_000);
        Assert.Equal("silver", _member.View.Tier.Tier);

        _member.At("2024-03-01").Refund(order);

        Assert.Equal("standard", _member.View.Tier.Tier);
        Assert.All(_member.View.Months, month => Assert.Equal((0L, 0L, 0), (month.Points.Value, month.Spend.MinorUnits, month.Orders)));
        Assert.True(_member.Account.StandingFor(AnEvent, _member.Today, _member.Now).IsFirstOrder);
    }

    [Fact]
    public void Points_of_an_order_can_be_spent_after_the_return_window()
    {
        _member.Order("pos:order:1", 500);

        Assert.Equal((0L, 500L), (_member.Balance, _member.View.Pending.Value));
        Assert.Equal(0, _member.At("2024-01-07").Balance);
        Assert.Equal((500L, 0L), (_member.At("2024-01-08").Balance, _member.View.Pending.Value));
    }

    [Fact]
    public void Gives_the_points_that_paid_back_to_their_lots_the_last_taken_first()
    {
        _member.Claim(100);
        _member.At("2024-02-01").Claim(100);
        _member.Hold("pos:checkout:1", 150);
        var payment = _member.Pay("pos:checkout:1");
        Assert.Equal(new Points(-150), payment.Points);

        _member.Return(payment, before: 0, points: 60);
        Assert.Equal([(10, "2025-01-01"), (100, "2025-02-01")], _member.Lots);

        _member.Return(payment, before: 60, points: 90);
        Assert.Equal([(100, "2025-01-01"), (100, "2025-02-01")], _member.Lots);
    }

    private static Earning.EarningEvent AnEvent =>
        new("pos:order:9", Earning.EarningEventKind.OrderPaid, DateTimeOffset.UnixEpoch, "pos", null, null, []);
}
