using OrleansLoyalty.MemberAccounts;
using static OrleansLoyalty.Tests.MemberAccounts.AMember;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class RedeemingPoints
{
    [Fact]
    public void Is_refused_when_the_balance_is_one_point_short() =>
        Assert.Null(AMember.With(points: 499).Spend(Spending(price: 500), "r-1", AtNoon));

    [Fact]
    public void Takes_the_last_point()
    {
        var account = AMember.With(points: 500);

        var (posting, redemption) = account.Spend(Spending(price: 500), "r-1", AtNoon)!.Value;

        Assert.Equal(new Points(-500), posting.Points);
        Assert.Equal(Points.Zero, posting.BalanceAfter);
        Assert.Equal(posting.BalanceAfter, redemption.BalanceAfter);
        Assert.Equal(posting.Seq, redemption.PostingSeq);
        Assert.Equal(ProgramAccount.Mall, posting.Other);
        Assert.Equal("redemption:r-1", posting.Source);
    }

    [Fact]
    public void Does_not_change_the_account_it_was_decided_on()
    {
        var account = AMember.With(points: 500);

        account.Spend(Spending(price: 500), "r-1", AtNoon);

        Assert.Equal(new Points(500), account.Balance(Today));
    }
}
