
namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// A member's account as its postings leave it: their fold. The activation, the projector and the verifier all fold
/// with this one function.
/// </summary>
/// <param name="Member">Whose.</param>
/// <param name="Seq">Number of the last posting; 0 before the first.</param>
/// <param name="Total">The sum of all postings.</param>
/// <param name="Hash">The end of the hash chain.</param>
/// <param name="Holdings">What the total consists of.</param>
public sealed record AccountState(
    MemberId Member, long Seq, Points Total, ReadOnlyMemory<byte> Hash, AccountHoldings Holdings)
{
    /// <summary>The account of a member who has just joined.</summary>
    public static AccountState New(MemberId member) =>
        new(member, 0, Points.Zero, PostingChain.Start, AccountHoldings.None);

    /// <summary>When something is to be done for it.</summary>
    public AccountDue Due => new(Member, Holdings.DueOn, Holdings.HoldDue);

    /// <summary>The account with one more posting.</summary>
    /// <exception cref="InvalidOperationException">The posting does not follow, or what it did to lots, holds and debt is
    /// not what it says it moved.</exception>
    public AccountState Apply(PointsPosted posting)
    {
        if (posting.Seq != Seq + 1)
        {
            throw new InvalidOperationException($"Posting {posting.Seq} of member {Member} does not follow {Seq}.");
        }

        var holdings = Holdings.Apply(posting);
        if (holdings.Total != posting.BalanceAfter.Value)
        {
            throw new InvalidOperationException(
                $"Posting {posting.Seq} of member {Member} leaves {holdings.Total} points in lots, holds and debt; it says {posting.BalanceAfter}.");
        }

        return this with
        {
            Seq = posting.Seq,
            Total = posting.BalanceAfter,
            Hash = posting.Hash,
            Holdings = holdings,
        };
    }
}
