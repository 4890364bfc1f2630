using OrleansLoyalty.MemberAccounts;
using static OrleansLoyalty.Tests.MemberAccounts.AMember;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class TheHashChain
{
    private readonly PointsPosted _posting = AMember.With(points: 0).Adjust(Adjusting(25), AtNoon)!;

    [Fact]
    public void Begins_at_32_zero_bytes_and_covers_the_first_posting() =>
        Assert.Equal(PostingChain.Next(new byte[32], _posting), _posting.Hash, Same);

    public static TheoryData<string, Func<PointsPosted, PointsPosted>> Changes => new()
    {
        { "member", posting => posting with { Member = new MemberId("m-2") } },
        { "seq", posting => posting with { Seq = 2 } },
        { "kind", posting => posting with { Kind = PostingKind.Claim } },
        { "program account", posting => posting with { Other = ProgramAccount.Mall } },
        { "points", posting => posting with { Points = new Points(26) } },
        { "balance", posting => posting with { BalanceAfter = new Points(26) } },
        { "source", posting => posting with { Source = "other" } },
        { "time", posting => posting with { PostedAt = posting.PostedAt.AddMicroseconds(1) } },
        { "reason", posting => posting with { Reason = "other" } },
        { "no reason", posting => posting with { Reason = null } },
        { "actor", posting => posting with { Actor = "admin-2" } },
        { "day", posting => posting with { PostedOn = posting.PostedOn.AddDays(1) } },
        { "last day", posting => posting with { ExpiresOn = new DateOnly(2027, 1, 1) } },
        { "lot", posting => posting with { Lot = 7 } },
        { "reversed posting", posting => posting with { Reverses = 7 } },
        { "detail", posting => posting.With(new PostingDetail { Debt = 1 }) },
        { "request", posting => posting with { Request = new RequestId("other") } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Breaks_when_a_posting_changes(string what, Func<PointsPosted, PointsPosted> change)
    {
        var changed = PostingChain.Next(PostingChain.Start.Span, change(_posting));

        Assert.False(changed.Span.SequenceEqual(_posting.Hash.Span), $"A changed {what} goes unseen.");
    }

    [Fact]
    public void Tells_texts_apart_that_together_are_the_same()
    {
        var one = _posting with { Reason = "ab", Actor = "c" };
        var other = _posting with { Reason = "a", Actor = "bc" };

        Assert.NotEqual(
            PostingChain.Next(PostingChain.Start.Span, one), PostingChain.Next(PostingChain.Start.Span, other), Same);
    }

    private static bool Same(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);
}
