using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>A member's points as its postings leave them. Deciding never changes it.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Seq">Number of the last posting; 0 before the first.</param>
/// <param name="Balance">The sum of all postings.</param>
/// <param name="Hash">The end of the hash chain.</param>
public sealed record MemberAccount(MemberId Id, long Seq, Points Balance, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The account of a member who has just joined.</summary>
    public static MemberAccount New(MemberId id) => new(id, 0, Points.Zero, PostingChain.Start);

    /// <summary>The account as loaded.</summary>
    public static MemberAccount From(AccountRow row) => new(row.Member, row.Seq, row.Balance, row.Hash);

    /// <summary>What callers see of it.</summary>
    public AccountView View => new(Id, Seq, Balance);

    /// <summary>Decides the award of a claimed code.</summary>
    public (PointsPosted Posting, CodeClaimed Claim) Earn(EarnPoints command, DateTimeOffset now)
    {
        var posting = Post(PostingKind.Claim, ProgramAccount.Issuance, command.Points, $"code:{command.Code}", now);
        var claim = new CodeClaimed(
            command.Code, command.BatchId, Id, posting.Seq, posting.Points, posting.BalanceAfter, posting.PostedAt);
        return (posting, claim);
    }

    /// <summary>Decides a redemption of reserved stock.</summary>
    /// <param name="command">What is redeemed, at which price.</param>
    /// <param name="redemptionId">The name it will have.</param>
    /// <param name="now">When it is decided.</param>
    /// <returns>The facts, or <see langword="null"/> when the balance does not cover the price.</returns>
    public (PointsPosted Posting, ItemRedeemed Redemption)? Spend(SpendPoints command, string redemptionId, DateTimeOffset now)
    {
        if (Balance < command.Price)
        {
            return null;
        }

        var posting = Post(PostingKind.Redemption, ProgramAccount.Mall, -command.Price, $"redemption:{redemptionId}", now);
        var redemption = new ItemRedeemed(
            redemptionId,
            Id,
            command.Request,
            command.ItemId,
            command.Quantity,
            command.Price,
            posting.Seq,
            posting.BalanceAfter,
            posting.PostedAt);
        return (posting, redemption);
    }

    /// <summary>Decides an adjustment whose request is new.</summary>
    /// <returns>The posting, or <see langword="null"/> when the balance does not cover what would be taken.</returns>
    public PointsPosted? Adjust(AdjustPoints command, DateTimeOffset now)
    {
        if (Balance + command.Points < Points.Zero)
        {
            return null;
        }

        return Chained(Unchained(PostingKind.Adjustment, ProgramAccount.Adjustment, command.Points, "adjustment", now) with
        {
            Reason = command.Reason,
            Actor = command.Actor,
            Request = command.Request,
        });
    }

    /// <summary>The account with one more posting.</summary>
    public MemberAccount Apply(PointsPosted posting) =>
        this with { Seq = posting.Seq, Balance = posting.BalanceAfter, Hash = posting.Hash };

    private PointsPosted Post(PostingKind kind, ProgramAccount other, Points points, string source, DateTimeOffset now) =>
        Chained(Unchained(kind, other, points, source, now));

    private PointsPosted Unchained(PostingKind kind, ProgramAccount other, Points points, string source, DateTimeOffset now) =>
        new(Id, Seq + 1, kind, other, points, Balance + points, source, PostingChain.Rounded(now), default);

    private PointsPosted Chained(PointsPosted posting) =>
        posting with { Hash = PostingChain.Next(Hash.Span, posting) };
}
