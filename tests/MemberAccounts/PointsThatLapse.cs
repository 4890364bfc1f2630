using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using static OrleansLoyalty.Tests.MemberAccounts.AnAccountOverTime;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class PointsThatLapse
{
    private static readonly DateOnly NewYear = new(2024, 1, 1);

    [Theory]
    [InlineData(ExpiryKind.Never, 0, "2024-01-31", null)]
    [InlineData(ExpiryKind.FixedMonths, 12, "2024-02-29", "2025-02-28")]
    [InlineData(ExpiryKind.FixedMonths, 1, "2024-01-31", "2024-02-29")]
    [InlineData(ExpiryKind.EndOfMonth, 12, "2024-02-10", "2025-02-28")]
    [InlineData(ExpiryKind.EndOfQuarter, 12, "2024-05-10", "2025-06-30")]
    [InlineData(ExpiryKind.EndOfYear, 24, "2024-05-10", "2026-12-31")]
    [InlineData(ExpiryKind.Rolling, 12, "2024-01-01", "2025-01-01")]
    public void Live_as_long_as_the_policy_says_when_they_are_earned(ExpiryKind kind, int months, string earned, string? lastDay) =>
        Assert.Equal(lastDay, Text(ExpiryRules.LastDay(new ExpiryPolicy(kind, months, 0), Day(earned), null, 0)));

    [Fact]
    public void Live_three_months_longer_when_earned_in_the_birthday_month()
    {
        var policy = new ExpiryPolicy(ExpiryKind.FixedMonths, 12, BirthdayMonths: 3);

        Assert.Equal(Day("2025-08-10"), ExpiryRules.LastDay(policy, Day("2024-05-10"), Day("1990-05-01"), 0));
        Assert.Equal(Day("2025-06-10"), ExpiryRules.LastDay(policy, Day("2024-06-10"), Day("1990-05-01"), 0));
    }

    [Fact]
    public void Live_longer_when_a_campaign_says_so() => Assert.Equal(
        Day("2025-07-10"),
        ExpiryRules.LastDay(new ExpiryPolicy(ExpiryKind.FixedMonths, 12, 0), Day("2024-05-10"), null, extraMonths: 2));

    [Fact]
    public void Start_anew_with_any_spend_when_they_roll()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.Rolling, 12), NewYear);
        member.Claim(1_000);
        member.At("2024-10-01").Redeem(500);

        Assert.Equal([(500, "2025-10-01")], member.Lots);
        Assert.Equal(500, member.Until("2025-10-01").Balance);
        Assert.Equal(0, member.Until("2025-10-02").Balance);
    }

    [Fact]
    public void Are_spent_by_their_last_day_the_earliest_first()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.FixedMonths, 12), NewYear);
        var first = member.Claim(300);
        var second = member.At("2024-03-01").Claim(200);

        var spend = member.Redeem(400);

        Assert.Equal([(first.Seq, 300L), (second.Seq, 100L)], spend.Detail!.Taken.Select(slice => (slice.Lot, slice.Points)));
        Assert.Equal([(100, "2025-03-01")], member.Lots);
    }

    [Fact]
    public void Lapse_the_day_after_their_last_and_not_without_notices_30_and_7_days_ahead()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.FixedMonths, 12), NewYear);
        var lot = member.Claim(300);

        member.Until("2025-01-02");

        Assert.Equal(
            [("2024-12-02", PostingKind.ExpiryNotice), ("2024-12-26", PostingKind.ExpiryNotice), ("2025-01-02", PostingKind.Expiry)],
            member.Postings.Skip(1).Select(posting => (Text(posting.PostedOn), posting.Kind)));
        var lapse = member.Postings[^1];
        Assert.Equal((lot.Seq, new Points(-300), ProgramAccount.Expiry), (lapse.Lot, lapse.Points, lapse.Other));
        Assert.Equal(0, member.Balance);
    }

    [Fact]
    public void Lapse_later_when_the_notice_was_late()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.FixedMonths, 12), NewYear);
        member.Claim(300);

        // Nobody looked for a year and a week.
        member.At("2025-01-08").RunDue();
        Assert.Equal(300, member.Balance);

        Assert.Equal(300, member.Until("2025-02-06").Balance);
        Assert.Equal(0, member.Until("2025-02-07").Balance);
    }

    [Fact]
    public void Are_looked_after_once_a_day_however_often_the_run_comes()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.FixedMonths, 12), NewYear);
        member.Claim(300);
        member.Until("2024-12-02");
        var postings = member.Postings.Count;

        member.RunDue();
        member.RunDue();

        Assert.Equal(postings, member.Postings.Count);
    }

    [Fact]
    public void Need_new_notices_when_their_last_day_has_moved()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.Rolling, 12), NewYear);
        member.Claim(300);
        member.Until("2024-12-28").Redeem(100);

        member.Until("2025-12-28");
        Assert.Equal(200, member.Balance);

        member.Until("2025-12-29");
        Assert.Equal(0, member.Balance);
        Assert.Equal(4, member.Postings.Count(posting => posting.Kind == PostingKind.ExpiryNotice));
    }

    [Fact]
    public void Can_be_reinstated_with_a_new_last_day()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.FixedMonths, 12), NewYear);
        member.Claim(300);
        var lapse = member.Until("2025-01-02").Postings[^1];

        var back = member.Reinstate(lapse, Day("2025-03-31"));

        Assert.Equal((new Points(300), ProgramAccount.Expiry, lapse.Seq), (back.Points, back.Other, back.Reverses));
        Assert.Equal([(300, "2025-03-31")], member.Lots);
    }

    [Fact]
    public void Are_due_no_more_once_the_day_was_looked_after()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.FixedMonths, 2), NewYear);
        member.Claim(300);

        while (member.Account.State.Holdings.DueOn is { } due)
        {
            Assert.True(due > member.Today, $"Something is still due on {due:O} after the run of {member.Today:O}.");
            member.Until(due);
        }

        Assert.Equal(0, member.Balance);
    }

    [Fact]
    public void Join_the_lot_of_the_same_end_so_that_an_account_stays_small()
    {
        var member = new AnAccountOverTime(AnAccountOverTime.With(ExpiryKind.EndOfMonth, 12), NewYear);
        for (var day = 1; day <= 20; day++)
        {
            member.At($"2024-01-{day:00}").Claim(10);
        }

        Assert.Equal([(200, "2025-01-31")], member.Lots);
    }
}
