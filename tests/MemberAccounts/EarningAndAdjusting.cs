using OrleansLoyalty.MemberAccounts;
using static OrleansLoyalty.Tests.MemberAccounts.AMember;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class EarningAndAdjusting
{
    [Fact]
    public void Numbers_postings_from_one_without_gaps()
    {
        var account = AMember.With(points: 0);
        for (var seq = 1; seq <= 3; seq++)
        {
            var (posting, claim) = account.Earn(new EarnPoints($"CODE-{seq}", 7, new Points(10)), null, AtNoon);
            Assert.Equal(seq, posting.Seq);
            Assert.Equal(seq, claim.PostingSeq);
            account = account.Apply(posting);
        }

        Assert.Equal(new Points(30), account.Balance(Today));
    }

    [Fact]
    public void A_claim_and_its_posting_say_the_same()
    {
        var (posting, claim) = AMember.With(points: 5).Earn(new EarnPoints("CODE-1", 7, new Points(10)), null, AtNoon);

        Assert.Equal(("CODE-1", 7L, new Points(10), new Points(15)), (claim.Code, claim.BatchId, claim.Points, claim.BalanceAfter));
        Assert.Equal(("code:CODE-1", new Points(10), new Points(15)), (posting.Source, posting.Points, posting.BalanceAfter));
        Assert.Equal(posting.PostedAt, claim.ClaimedAt);
    }

    [Fact]
    public void An_adjustment_keeps_who_why_and_for_which_request()
    {
        var posting = AMember.With(points: 0).Adjust(Adjusting(25), AtNoon)!;

        Assert.Equal(("goodwill", "admin-1", ARequest), (posting.Reason, posting.Actor, posting.Request));
        Assert.Equal(ProgramAccount.Adjustment, posting.Other);
    }

    [Fact]
    public void An_adjustment_never_leaves_less_than_nothing() =>
        Assert.Null(AMember.With(points: 24).Adjust(Adjusting(-25), AtNoon));

    [Fact]
    public void A_balance_that_no_number_holds_is_a_fault_and_not_a_wrong_number()
    {
        var account = AMember.With(long.MaxValue);

        Assert.Throws<OverflowException>(() => account.Earn(new EarnPoints("CODE-1", 1, new Points(1)), null, AtNoon));
    }
}
