using OrleansLoyalty.Chaos.History;
using static OrleansLoyalty.Chaos.Checking.AHistory;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>Balances that were shown, and the order in which they changed. Process 2 was started at 500.</summary>
public sealed class JudgingBalances
{
    [Theory]
    [InlineData(1, 15, 18, 0, true)] // The adjustment had been asked for and not answered: with or without it.
    [InlineData(1, 15, 18, 100, true)]
    [InlineData(1, 25, 28, 0, false)]
    [InlineData(1, 25, 28, 100, true)]
    [InlineData(1, 25, 28, 110, false)] // Nobody had asked for the claim.
    [InlineData(1, 25, 35, 110, true)]
    [InlineData(1, 100, 110, 80, true)]
    [InlineData(1, 100, 110, 110, false)]
    [InlineData(2, 62, 65, 110, false)] // What another process answered it must know.
    [InlineData(2, 62, 65, 80, true)]
    public void Are_those_that_real_time_allows(int view, long from, long to, long balance, bool isRight) => Assert.Equal(
        isRight, Violations(With(Ask(9, Kind.Read, "ann", "", 0, "").Ok(from, to, first: balance, view: view)), Kept).Length == 0);

    [Fact]
    public void Never_go_back_whichever_process_shows_them() => Assert.Single(Violations(
        With(
            Ask(8, Kind.Read, "ann", "", 0, "").Ok(31, 32, first: 110),
            Ask(9, Kind.Read, "ann", "", 0, "").Ok(33, 34, first: 100, view: 2)),
        Kept));

    [Theory]
    [InlineData(80, 90, true)]
    [InlineData(80, 75, false)] // It would have been enough.
    [InlineData(81, 90, false)] // It was never 81.
    public void Are_too_small_where_they_are_called_so(long balance, long asked, bool isRight) => Assert.Equal(
        isRight,
        Violations(With(Ask(9, Kind.Adjust, "ann", "", -asked, "q9").Refused(100, 110, "InsufficientPointsError", first: balance)), Kept).Length == 0);

    [Fact]
    public void Do_not_change_in_another_order_than_real_time()
    {
        var late = Ask(1, Kind.Adjust, "ann", "", 100, "q1").Ok(42, 43, first: 1, second: 100);
        Assert.Single(Violations(With(late), Kept));
    }

    [Theory]
    [InlineData(1, 110)]
    [InlineData(3, 110)]
    public void Are_sums(long seq, long balance) => Assert.NotEmpty(Violations(
        All, Kept with { Postings = Chained([.. Kept.Postings.Select(one => one.Seq == seq ? one with { BalanceAfter = balance } : one)]) }));

    [Fact]
    public void Are_chained()
    {
        Assert.NotEmpty(Violations(All, Kept with { Postings = [.. Kept.Postings.Select(one => one with { Reason = "changed" })] }));
        Assert.NotEmpty(Violations(All, Kept with { Postings = [.. Kept.Postings.Select(one => one with { Lot = 7 })] }));
    }
}
