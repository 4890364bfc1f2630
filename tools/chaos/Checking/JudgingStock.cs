using OrleansLoyalty.Chaos.History;
using static OrleansLoyalty.Chaos.Checking.AHistory;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>Stock that was there and stock that was said to be: 3, then 1, then 5.</summary>
public sealed class JudgingStock
{
    [Theory]
    [InlineData(62, 65, 1, true)]
    [InlineData(62, 65, 0, false)] // One was left, and nobody held it.
    [InlineData(62, 65, 2, false)] // It would have been enough.
    [InlineData(55, 58, 1, true)] // The redemption was under way.
    [InlineData(90, 95, 1, false)] // Four had come in.
    public void Is_too_little_where_it_is_called_so(long from, long to, long left, bool isRight) => Assert.Equal(
        isRight, Violations(With(Refusal().Refused(from, to, "OutOfStockError", first: left)), Kept).Length == 0);

    [Fact]
    public void May_be_held_by_another_until_its_answer() => Assert.Empty(Violations(
        With(
            Refusal().Refused(62, 65, "OutOfStockError", first: 0),
            Ask(9, Kind.Redeem, "bob", "item", 1, "q9").Refused(61, 66, "OutOfStockError", first: 1 - 1)),
        Kept));

    [Fact]
    public void Is_what_was_supplied_less_what_was_redeemed() =>
        Assert.NotEmpty(Violations(All, Kept with { Items = [Kept.Items[0] with { Stock = 4 }] }));

    private static Asked Refusal() => Ask(8, Kind.Redeem, "bob", "item", 2, "q8");
}
