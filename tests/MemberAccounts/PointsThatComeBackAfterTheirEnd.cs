using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using static OrleansLoyalty.Tests.MemberAccounts.AnAccountOverTime;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>
/// 300 points are earned on 2024-01-01 and can be spent until 2025-01-01. The bug: points that came back into a lot
/// that had lapsed kept both notices of it, and lapsed again the same night.
/// </summary>
public sealed class PointsThatComeBackAfterTheirEnd
{
    private readonly AnAccountOverTime _member =
        new(AnAccountOverTime.With(ExpiryKind.FixedMonths, 12), Day("2024-01-01"));

    public PointsThatComeBackAfterTheirEnd() => _member.Claim(300);

    [Fact]
    public void Do_not_lapse_the_same_night_and_live_30_days_more_with_notices_of_their_own()
    {
        var payment = PaidWith(200, on: "2024-12-28");
        Assert.Equal((PostingKind.Expiry, "2025-01-02"), Last(_member.Until("2025-01-02")));

        // At noon of the day on which the rest lapsed.
        _member.Return(payment, before: 0, points: 200);

        Assert.Equal([(200, "2025-02-01")], _member.Lots);
        Assert.Null(_member.Account.State.Holdings.Lots[0].Notice);
        Assert.Equal(200, _member.Until("2025-01-03").Balance);
        Assert.Equal(200, _member.Until("2025-02-01").Balance);
        Assert.Equal(0, _member.Until("2025-02-02").Balance);
        Assert.Equal(
            [
                ("2025-01-03", PostingKind.ExpiryNotice),
                ("2025-01-26", PostingKind.ExpiryNotice),
                ("2025-02-02", PostingKind.Expiry),
            ],
            _member.Postings.TakeLast(3).Select(posting => (Text(posting.PostedOn)!, posting.Kind)));
    }

    [Fact]
    public void Live_30_days_from_each_return_when_they_come_back_in_parts()
    {
        var payment = PaidWith(200, on: "2024-12-28");
        _member.Until("2025-01-02").Return(payment, before: 0, points: 50);

        // A day before the first part would lapse; both of its notices are given.
        _member.Until("2025-02-01").Return(payment, before: 50, points: 150);

        Assert.Equal([(200, "2025-03-03")], _member.Lots);
        Assert.Equal(200, _member.Until("2025-03-03").Balance);
        Assert.Equal(0, _member.Until("2025-03-04").Balance);
    }

    [Fact]
    public void Live_30_days_when_the_whole_lot_was_away_at_its_end()
    {
        var payment = PaidWith(300, on: "2024-12-28");

        _member.Until("2025-04-30").Return(payment, before: 0, points: 300);

        Assert.Equal([(300, "2025-05-30")], _member.Lots);
        Assert.Equal(300, _member.Until("2025-05-30").Balance);
        Assert.Equal(0, _member.Until("2025-05-31").Balance);
    }

    [Fact]
    public void Live_30_days_when_a_hold_is_voided()
    {
        _member.Until("2024-12-28").Hold("h", 200);

        _member.Until("2025-01-05").Void("h");

        Assert.Equal([(200, "2025-02-04")], _member.Lots);
        Assert.Equal(200, _member.Until("2025-02-04").Balance);
        Assert.Equal(0, _member.Until("2025-02-05").Balance);
    }

    [Fact]
    public void Live_30_days_when_a_hold_times_out()
    {
        _member.Until("2024-12-28");
        _member.Hold("h", 200, _member.Now.Now.AddDays(8));

        // The run of the day gives the first notice with it.
        Assert.Equal((PostingKind.ExpiryNotice, "2025-01-05"), Last(_member.Until("2025-01-05")));

        Assert.Equal([(200, "2025-02-04")], _member.Lots);
        Assert.Equal(200, _member.Until("2025-02-04").Balance);
        Assert.Equal(0, _member.Until("2025-02-05").Balance);
    }

    [Fact]
    public void Live_30_days_when_they_are_frozen_no_more()
    {
        var frozen = new HoldTerms("f", IsFreeze: true, "dispute", TimesOutAt: null);
        _member.Until("2024-12-28").Adopt(_member.Account.Hold(
            frozen, new Points(200), AMember.ARequest, "admin", _member.Now));

        _member.Until("2025-01-05").Adopt(_member.Account.GiveBack(
            _member.Account.FrozenPoints("f")!, new RequestId("r-2"), "settled", "admin", _member.Now));

        Assert.Equal([(200, "2025-02-04")], _member.Lots);
        Assert.Equal(200, _member.Until("2025-02-04").Balance);
    }

    [Fact]
    public void Gain_nothing_by_being_set_aside_for_a_moment_once_they_are_back()
    {
        var payment = PaidWith(200, on: "2024-12-28");
        _member.Until("2025-01-02").Return(payment, before: 0, points: 200);
        _member.Until("2025-01-31").Hold("h", 200);

        _member.Void("h");

        Assert.Equal([(200, "2025-02-01")], _member.Lots);
        Assert.Equal(0, _member.Until("2025-02-02").Balance);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(300)]
    public void Keep_their_end_when_it_is_still_to_come(long paid)
    {
        var payment = PaidWith(paid, on: "2024-12-15");

        // It ends in ten days, and the member was told so.
        _member.Until("2024-12-22").Return(payment, before: 0, points: paid);

        Assert.Equal([(300, "2025-01-01")], _member.Lots);
        Assert.Equal(300, _member.Until("2025-01-01").Balance);
        Assert.Equal(0, _member.Until("2025-01-02").Balance);
    }

    [Fact]
    public void Keep_a_late_end_that_is_still_to_come()
    {
        // The daily run came a week before the last day only: the lot ends on 2025-01-24.
        _member.At("2024-12-25").RunDue();
        var payment = PaidWith(200, on: "2024-12-28");

        _member.Until("2025-01-10").Return(payment, before: 0, points: 200);

        Assert.Equal(300, _member.Until("2025-01-23").Balance);
        Assert.Equal(0, _member.Until("2025-01-24").Balance);
    }

    [Fact]
    public void Roll_on_from_the_last_spend_when_that_is_longer()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.Rolling, 12), Day("2024-01-01"));
        member.Claim(300);
        member.At("2024-12-28").Hold("h", 100);
        member.Redeem(50);

        member.Until("2025-02-01").Void("h");

        Assert.Equal([(250, "2025-12-28")], member.Lots);
    }

    private PointsPosted PaidWith(long points, string on)
    {
        _member.Until(on).Hold("p", points);
        return _member.Pay("p");
    }

    private static (PostingKind Kind, string? On) Last(AnAccountOverTime member) =>
        (member.Postings[^1].Kind, Text(member.Postings[^1].PostedOn));
}
