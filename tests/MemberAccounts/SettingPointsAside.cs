using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class SettingPointsAside
{
    private readonly AnAccountOverTime _member = new(
        AnAccountOverTime.With(ExpiryKind.FixedMonths, 12) with { Transfers = new(true, new(100), new(1_000), "silver") },
        new DateOnly(2024, 1, 1));

    [Fact]
    public void A_hold_keeps_points_from_being_spent_and_moves_none()
    {
        _member.Claim(300);

        var hold = _member.Hold("h", 200);

        Assert.Equal((Points.Zero, new Points(300)), (hold.Points, hold.BalanceAfter));
        Assert.Equal((100L, 200L, 300L), (_member.Balance, _member.View.Held.Value, _member.View.Total.Value));
        Assert.Null(_member.Account.Spend(AMember.Spending(101), "r", _member.Now));
    }

    [Fact]
    public void A_voided_hold_gives_its_points_back_with_their_last_day()
    {
        _member.Claim(300);
        _member.Hold("h", 300);
        _member.At("2024-05-01").Claim(50);

        _member.Void("h");

        Assert.Equal([(300, "2025-01-01"), (50, "2025-05-01")], _member.Lots);
    }

    [Fact]
    public void A_hold_that_times_out_voids_itself_and_can_no_longer_be_posted()
    {
        _member.Claim(300);
        var end = _member.Now.Now.AddMinutes(30);
        _member.Hold("h", 300, end);
        Assert.Equal(end, _member.Account.State.Holdings.HoldDue);
        Assert.NotNull(_member.Account.OpenHold("h", end.AddTicks(-1)));
        Assert.Null(_member.Account.OpenHold("h", end));

        _member.At("2024-01-02").RunDue();

        Assert.Equal(300, _member.Balance);
        Assert.Equal(PostingKind.HoldVoided, _member.Postings[^1].Kind);
    }

    [Fact]
    public void A_frozen_account_earns_and_cannot_spend()
    {
        _member.Claim(300);
        _member.Adopt(_member.Account.SetFrozen(true, "suspicion", "admin", AMember.ARequest, _member.Now));
        _member.Claim(10);

        Assert.Equal((0L, 310L, true), (_member.Balance, _member.View.Frozen.Value, _member.View.IsFrozen));

        _member.Adopt(_member.Account.SetFrozen(false, "cleared", "admin", new RequestId("r-2"), _member.Now));
        Assert.Equal(310, _member.Balance);
    }

    [Fact]
    public void Sent_points_keep_their_last_day_and_arrive_as_they_left()
    {
        var receiver = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.FixedMonths, 12), new DateOnly(2024, 1, 1));
        _member.Claim(600);
        _member.At("2024-02-01").Claim(600);
        var sent = _member.Adopt(_member.Account.Send(Sending(700), "t-1", _member.Now));

        foreach (var part in MemberAccount.PartsOf(sent))
        {
            receiver.Adopt(receiver.Account.Receive(
                new ReceivePoints("t-1", AMember.Id, MemberAccount.PartsOf(sent)), part, null, receiver.Now));
        }

        Assert.Equal([(500, "2025-02-01")], _member.Lots);
        Assert.Equal([(600, "2025-01-01"), (100, "2025-02-01")], receiver.Lots);
        Assert.Equal(ProgramAccount.Transfer, sent.Other);
    }

    [Fact]
    public void Sending_is_refused_below_the_minimum_beyond_the_day_and_below_the_tier()
    {
        _member.Adjust(5_000);
        Assert.Equal(new SendNotAllowed("silver"), _member.Account.MayNotSend(Sending(100), _member.Now));

        _member.Order("pos:order:1", 1_000);
        Assert.Equal(new SendOutOfRange(new(100), new(1_000)), _member.Account.MayNotSend(Sending(99), _member.Now));
        _member.Adopt(_member.Account.Send(Sending(400), "t-1", _member.Now));
        Assert.Equal(new SendOutOfRange(new(100), new(600)), _member.Account.MayNotSend(Sending(601), _member.Now));
        Assert.Null(_member.Account.MayNotSend(Sending(600), _member.Now));
        Assert.Null(_member.At("2024-01-02").Account.MayNotSend(Sending(1_000), _member.Now));
    }

    [Fact]
    public void A_tier_is_reached_with_the_accrual_that_reaches_it()
    {
        _member.Claim(999);
        Assert.Equal("standard", _member.View.Tier.Tier);

        _member.Order("pos:order:1", 1);

        Assert.Equal([PostingKind.Claim, PostingKind.Accrual, PostingKind.TierChange], _member.Postings.Select(posting => posting.Kind));
        Assert.Equal("silver", _member.View.Tier.Tier);
    }

    private static SendPoints Sending(long points) => new(new MemberId("m-2"), new Points(points), AMember.ARequest);
}
