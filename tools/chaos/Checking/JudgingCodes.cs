using OrleansLoyalty.Chaos.History;
using static OrleansLoyalty.Chaos.Checking.AHistory;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>A code that several members try.</summary>
public sealed class JudgingCodes
{
    private const string Code = "K0000001N000000";

    [Fact]
    public void Finds_a_refusal_before_anybody_could_have_it() => Assert.Single(Violations(
        With(Ask(5, Kind.Claim, "bob", Code, 0, "").Refused(22, 25, "CodeAlreadyClaimedError")), Kept));

    [Fact]
    public void Finds_two_who_have_it()
    {
        Facts twice = Kept with { Claims = [.. Kept.Claims, new Claimed(Code, "bob", 1, 10, 10)] };
        Assert.NotEmpty(Violations(With(Ask(5, Kind.Claim, "bob", Code, 0, "").Ok(22, 25, first: 10, second: 10)), twice));
    }

    [Fact]
    public void Finds_nothing_where_somebody_whose_answer_was_lost_has_it() => Assert.Empty(Violations(
        With(Ask(3, Kind.Claim, "ann", Code, 0, "").Lost(30).Ok(100, 101, first: 10, second: 110)), Kept));

    [Fact]
    public void Cannot_tell_of_more_calls_than_it_can_search()
    {
        var calls = Enumerable.Range(0, 65).Select(_ => new Call<string>(0, 1, false, state => state)).ToArray();

        Assert.Null(Linearizability.Holds("", calls));
        Assert.True(Linearizability.Holds("", calls[..64]));
    }

    [Fact]
    public void Finds_an_order_by_search_where_answers_came_in_another()
    {
        // A register: a read of 2 overlaps both writes, a read of 1 follows it, so 2 was written before 1.
        Call<string>[] calls = [Write("1", 0, 10), Write("2", 0, 10), Read("2", 1, 3), Read("1", 4, 6)];

        Assert.True(Linearizability.Holds("", calls));
        Assert.False(Linearizability.Holds("", [.. calls, Read("2", 7, 8)]));
    }

    private static Call<string> Write(string value, long from, long to) => new(from, to, false, _ => value);

    private static Call<string> Read(string value, long from, long to) => new(from, to, false, state => state == value ? state : null);
}
