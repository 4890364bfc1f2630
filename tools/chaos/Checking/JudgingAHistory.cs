using OrleansLoyalty.Chaos.History;
using static OrleansLoyalty.Chaos.Checking.AHistory;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>Each rule of the checker, kept and broken by hand.</summary>
public sealed class JudgingAHistory
{
    [Fact]
    public void Finds_nothing_where_nothing_is_wrong() => Assert.Empty(Violations(All, Kept));

    [Fact]
    public void Finds_nothing_where_what_nobody_knows_happened_or_did_not() => Assert.Empty(Violations(
        With(
            Ask(4, Kind.Redeem, "ann", "item", 2, "q4").Lost(50).Ok(90, 99, type: "r1", first: 30, second: 80, view: 2),
            Ask(8, Kind.Redeem, "ann", "item", 1, "q8").Lost(61).Lost(65).Refused(70, 75, "OutOfStockError", first: 0, view: 1)),
        Kept with { Supplies = [new Supplied("item", "added", 3), new Supplied("item", "q6", 4)] }));

    [Fact]
    public void Finds_an_answer_that_was_lost()
    {
        Assert.NotEmpty(Violations(All, Kept with { Claims = [] }));
        Assert.NotEmpty(Violations(All, Kept with { Redemptions = [] }));
        Assert.NotEmpty(Violations(All, Kept with { Postings = Chained([.. Kept.Postings.Skip(1)]) }));
        Assert.NotEmpty(Violations(All, Kept with { Supplies = [Kept.Supplies[0]], Items = [Kept.Items[0] with { Stock = 1 }] }));
        Assert.NotEmpty(Violations(All, Kept with { Codes = [Kept.Codes[0] with { Codes = 1, Different = 1 }] }));
        Assert.NotEmpty(Violations(All, Kept with { Items = [] }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Finds_what_nobody_asked_for(int number) => Assert.NotEmpty(Violations(Without(number), Kept));

    [Fact]
    public void Finds_what_was_refused_and_done() => Assert.NotEmpty(Violations(
        With(Ask(4, Kind.Redeem, "ann", "item", 2, "q4").Refused(50, 60, "InsufficientPointsError", first: 0)), Kept));

    [Fact]
    public void Finds_an_answer_with_other_figures_than_the_row()
    {
        Assert.NotEmpty(Violations(With(Ask(3, Kind.Claim, "ann", "K0000001N000000", 0, "").Ok(30, 40, first: 10, second: 111)), Kept));
        Assert.NotEmpty(Violations(With(Ask(1, Kind.Adjust, "ann", "", 100, "q1").Ok(10, 20, first: 2, second: 100)), Kept));
        Assert.NotEmpty(Violations(With(Ask(4, Kind.Redeem, "ann", "item", 2, "q4").Ok(50, 60, type: "r2", first: 30, second: 80)), Kept));
    }

    [Fact]
    public void Finds_a_retry_that_was_not_answered_as_the_first_time()
    {
        Assert.NotEmpty(Violations(With(Claim.Refused(100, 110, "CodeAlreadyClaimedError")), Kept));
        Assert.NotEmpty(Violations(With(Redeem.Refused(100, 110, "OutOfStockError", first: 1)), Kept));
        Assert.NotEmpty(Violations(With(Redeem.Ok(100, 110, type: "r1", first: 30, second: 90)), Kept));
    }

    [Fact]
    public void Finds_an_id_that_was_taken_for_other_input() => Assert.NotEmpty(Violations(
        With(Redeem, Ask(8, Kind.Redeem, "ann", "item", 3, "q4").Ok(100, 110, type: "r1", first: 30, second: 80)), Kept));

    [Fact]
    public void Finds_a_request_that_is_never_answered() =>
        Assert.NotEmpty(Violations(With(Ask(8, Kind.Claim, "bob", "K0000001N000001", 0, "").Lost(100).Lost(200)), Kept));

    [Fact]
    public void Finds_what_was_done_and_is_not_answered_when_it_is_sent_again() =>
        Assert.NotEmpty(Violations(With(Redeem.Lost(100).Lost(200)), Kept));

    [Fact]
    public void Finds_a_refusal_that_makes_no_sense() => Assert.NotEmpty(Violations(
        With(Ask(8, Kind.Claim, "bob", "K0000001N000001", 0, "").Refused(100, 110, "CodeVoidError")), Kept));

    [Fact]
    public void Finds_points_that_come_from_nothing()
    {
        var more = new Posting("ann", 4, Facts.ClaimKind, Facts.Issuance, 10, 90, "code:?", DateTime.UnixEpoch, new DateOnly(2026, 1, 1));
        Assert.NotEmpty(Violations(All, Kept with { Postings = Chained([.. Kept.Postings, more]) }));
        Assert.NotEmpty(Violations(All, Kept with { Postings = Chained([.. Kept.Postings, more with { Kind = 4 }]) }));
    }

    [Fact]
    public void Finds_codes_that_nobody_printed() => Assert.NotEmpty(Violations(
        All, Kept with { Codes = [.. Kept.Codes, new ImportedCodes("K0000009", 1, 1, "K0000009N000000", "K0000009N000000")] }));

    [Fact]
    public void Finds_another_price() => Assert.NotEmpty(Violations(All, Kept with { Items = [Kept.Items[0] with { Price = 14 }] }));
}
