using OrleansLoyalty.Earning;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

// How points are taken back, and given back.
public sealed partial record MemberAccount
{
    /// <summary>
    /// Decides what is taken back of a credited order, of which less remains. Points still in its lot leave it, those
    /// used since are owed, and those that lapsed are gone either way: the account is left as if only what remains had
    /// been ordered, debt aside.
    /// </summary>
    /// <param name="credited">What was credited, and what of it was taken back before.</param>
    /// <param name="remains">What the rules give for what remains.</param>
    /// <param name="remaining">The order without what was given back.</param>
    /// <param name="day">The order's day in the program's time zone.</param>
    /// <param name="request">The refund's name.</param>
    /// <param name="at">Now.</param>
    public PointsPosted Reverse(
        CreditedEvent credited, Award remains, EarningEvent remaining, DateOnly day, RequestId request, Circumstances at)
    {
        // A rule with a maximum may give more for less; a refund never does.
        var award = remains.Points < credited.Award.Points ? remains : credited.Award;
        var less = credited.Award.Points - award.Points;
        var lot = Holdings.Lots.FirstOrDefault(lot => lot.Lot == credited.Posting.Seq);
        var left = lot?.Points ?? 0;
        var used = credited.Used(left);
        var take = Math.Clamp(left - Math.Max(0, award.Points.Value - used), 0, Math.Min(left, less.Value));
        var owed = Math.Max(0, used - award.Points.Value - credited.Owed);
        var counted = credited.Counted;
        var posting = Next(
            PostingKind.Reversal, ProgramAccount.Issuance, new Points(-take - owed), credited.Posting.Source, at);
        return Chained((posting with { Reverses = credited.Posting.Seq, Request = request }).With(new PostingDetail
        {
            Taken = take == 0 ? [] : [lot! with { Points = take }],
            Debt = owed,
            Award = award,
            Uses = [.. Uses(award, day, 1), .. Uses(credited.Award, day, -1)],
            Counts = counted with
            {
                Points = -less,
                Spend = remaining.Amount - counted.Spend,
                Orders = remaining.Lines.IsEmpty ? -counted.Orders : 0,
            },
        }));
    }

    /// <summary>
    /// The posting by which the tier becomes what it would be without what was taken back, its period included, if it
    /// differs.
    /// </summary>
    /// <param name="reversal">What was taken back, already applied.</param>
    /// <param name="before">All that mattered for the tier before it; none when the tier cannot hang on the order.</param>
    /// <param name="at">Now.</param>
    public PointsPosted? ReviewTierAfterRefund(PointsPosted reversal, IReadOnlyList<TierStep> before, Circumstances at) =>
        before.Count == 0
            ? ReviewTier(at)
            : ChangeTier(TierHistory.Recompute(JoinedOn, [.. before, TierStep.Of(reversal, at.Terms.Tiers)]), at);

    /// <summary>
    /// Decides that points which paid for an order go back to the lots they came from, which open again when they have
    /// ended.
    /// </summary>
    /// <param name="payment">The posting by which they paid.</param>
    /// <param name="before">How many of them went back before.</param>
    /// <param name="points">How many go back now; not more than are left.</param>
    /// <param name="request">The refund's name.</param>
    /// <param name="at">Now.</param>
    public PointsPosted Return(PointsPosted payment, Points before, Points points, RequestId request, Circumstances at)
    {
        // What was taken last goes back first: as if less had been spent.
        var (skip, left) = (before.Value, points.Value);
        var given = new List<LotSlice>();
        foreach (var slice in payment.Detail!.Taken.Reverse())
        {
            var gone = Math.Min(skip, slice.Points);
            var share = Math.Min(left, slice.Points - gone);
            (skip, left) = (skip - gone, left - share);
            if (share > 0)
            {
                given.Add(slice with { Points = share });
            }
        }

        var posting = Next(PostingKind.Return, ProgramAccount.Mall, points, payment.Source, at);
        return Chained((posting with { Reverses = payment.Seq, Request = request }).With(
            new PostingDetail { Given = Holdings.Returned(given, at.Today) }));
    }

    /// <summary>Decides that lapsed points are given back, in a lot of their own.</summary>
    public PointsPosted Reinstate(PointsPosted lapse, ReinstatePoints command, RequestId request, Circumstances at)
    {
        var slice = lapse.Detail!.Taken[0] with
        {
            Lot = Seq + 1,
            ExpiresOn = command.ExpiresOn,
            RollingMonths = 0,
            SpendableOn = null,
            StandsAlone = true,
            Notice = null,
        };
        var posting = Next(PostingKind.Reinstatement, ProgramAccount.Expiry, new Points(slice.Points), lapse.Source, at);
        return Chained((posting with
        {
            Reverses = lapse.Seq,
            Request = request,
            Reason = command.Reason,
            Actor = command.Actor,
            Lot = slice.Lot,
            ExpiresOn = slice.ExpiresOn,
        }).With(new PostingDetail { Given = [slice] }));
    }
}
