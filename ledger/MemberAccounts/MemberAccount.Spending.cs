using OrleansLoyalty.Mall;

namespace OrleansLoyalty.MemberAccounts;

// How points go out, and how they are set aside.
public sealed partial record MemberAccount
{
    /// <summary>Whether the account is frozen as a whole, so that nothing can be spent.</summary>
    public bool IsFrozen => Holdings.IsFrozen;

    /// <summary>Decides a redemption of reserved stock.</summary>
    /// <param name="command">What is redeemed, at which price.</param>
    /// <param name="redemptionId">The name it will have.</param>
    /// <param name="at">When it is decided.</param>
    /// <returns>The facts, or <see langword="null"/> when the balance does not cover the price.</returns>
    public (PointsPosted Posting, ItemRedeemed Redemption)? Spend(SpendPoints command, string redemptionId, Circumstances at)
    {
        if (Balance(at.Today) < command.Price)
        {
            return null;
        }

        var posting = Chained(
            Next(PostingKind.Redemption, ProgramAccount.Mall, -command.Price, $"redemption:{redemptionId}", at).With(
                new PostingDetail { Taken = Take(command.Price, at.Today), IsSpend = true }));
        return (posting, new ItemRedeemed(
            redemptionId,
            Id,
            command.Request,
            command.ItemId,
            command.Quantity,
            command.Price,
            posting.Seq,
            Balance(at.Today) - command.Price,
            posting.PostedAt));
    }

    /// <summary>Decides an adjustment whose request is new.</summary>
    /// <returns>The posting, or <see langword="null"/> when the balance does not cover what would be taken.</returns>
    public PointsPosted? Adjust(AdjustPoints command, Circumstances at)
    {
        if (command.Points > Points.Zero)
        {
            return AdjustUp(command, at);
        }

        if (Balance(at.Today) < -command.Points)
        {
            return null;
        }

        return Chained((Next(PostingKind.Adjustment, ProgramAccount.Adjustment, command.Points, "adjustment", at) with
        {
            Reason = command.Reason,
            Actor = command.Actor,
            Request = command.Request,
        }).With(new PostingDetail { Taken = Take(-command.Points, at.Today) }));
    }

    /// <summary>The open hold of this name that has not timed out.</summary>
    public HeldPoints? OpenHold(string name, DateTimeOffset now) => Holdings.Holds.FirstOrDefault(
        hold => hold.Terms.Name == name && !hold.Terms.IsFreeze && !(hold.Terms.TimesOutAt <= now));

    /// <summary>Whether the account has as many holds and frozen amounts as it may.</summary>
    public bool HasAllHolds => Holdings.Holds.Length >= MaxHolds;

    /// <summary>Decides a hold that the balance covers.</summary>
    public PointsPosted Hold(HoldTerms terms, Points points, RequestId request, string? actor, Circumstances at) =>
        Chained((Next(
            terms.IsFreeze ? PostingKind.Freeze : PostingKind.Hold, ProgramAccount.None, Points.Zero, $"hold:{terms.Name}", at) with
        {
            Request = request,
            Reason = terms.Purpose,
            Actor = actor,
        }).With(new PostingDetail { Taken = Take(points, at.Today), Hold = terms }));

    /// <summary>Decides that a hold's points pay.</summary>
    public PointsPosted Pay(HeldPoints hold, RequestId request, Circumstances at) => Chained((Next(
        PostingKind.Payment, ProgramAccount.Mall, new Points(-hold.Points), $"hold:{hold.Terms.Name}", at) with
    {
        Request = request,
        Reason = hold.Terms.Purpose,
    }).With(new PostingDetail { Ended = hold.Terms.Name, Taken = hold.Slices, IsSpend = true }));

    /// <summary>Decides that a hold's points go back to their lots, which open again when they have ended.</summary>
    public PointsPosted GiveBack(HeldPoints hold, RequestId request, string? reason, string? actor, Circumstances at)
    {
        var kind = hold.Terms.IsFreeze ? PostingKind.Unfreeze : PostingKind.HoldVoided;
        var posting = Next(kind, ProgramAccount.None, Points.Zero, $"hold:{hold.Terms.Name}", at);
        return Chained((posting with { Request = request, Reason = reason, Actor = actor }).With(
            new PostingDetail { Ended = hold.Terms.Name, Given = Holdings.Returned(hold.Slices, at.Today) }));
    }

    /// <summary>Decides that the whole account is frozen, or no longer.</summary>
    public PointsPosted SetFrozen(bool frozen, string reason, string actor, RequestId request, Circumstances at) =>
        Chained((Next(
            frozen ? PostingKind.Freeze : PostingKind.Unfreeze, ProgramAccount.None, Points.Zero, "account", at) with
        {
            Request = request,
            Reason = reason,
            Actor = actor,
        }).With(new PostingDetail { Frozen = frozen }));

    /// <summary>The frozen points of this name.</summary>
    public HeldPoints? FrozenPoints(string name) =>
        Holdings.Holds.FirstOrDefault(hold => hold.Terms.Name == name && hold.Terms.IsFreeze);
}
