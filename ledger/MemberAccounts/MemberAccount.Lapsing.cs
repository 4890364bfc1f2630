using OrleansLoyalty.Journal;

namespace OrleansLoyalty.MemberAccounts;

// What time brings: notices, lapses, holds that time out.
public sealed partial record MemberAccount
{
    /// <summary>Decides the next thing that is due; asked again once it is applied, until nothing is.</summary>
    /// <returns>The posting and what else becomes true with it, or <see langword="null"/> when nothing is due.</returns>
    public (PointsPosted Posting, IReadOnlyList<Fact> More)? NextDue(Circumstances at) =>
        VoidTimedOut(at) is { } ended ? (ended, [])
        : Notice(LotStep.FirstNotice, at) ?? Notice(LotStep.LastNotice, at)
        ?? (Lapse(at) is { } lapse ? (lapse, [])
        : ReviewTier(at) is { } tier ? (tier, [])
        : null);

    private PointsPosted? VoidTimedOut(Circumstances at) =>
        Holdings.Holds.FirstOrDefault(hold => hold.Terms.TimesOutAt <= at.Now) is { } hold
            ? GiveBack(hold, AccountRequests.Void(hold.Terms.Name), "timed out", actor: null, at)
            : null;

    private (PointsPosted Posting, IReadOnlyList<Fact> More)? Notice(LotStep step, Circumstances at)
    {
        var lots = Due(step, at.Today);
        if (lots.Count == 0)
        {
            return null;
        }

        var notices = lots.Select(lot => new LotNotice(lot.Lot, step == LotStep.FirstNotice
            ? new ExpiryNotice(lot.ExpiresOn!.Value, at.Today, null)
            : lot.Notice! with { Last = at.Today }));
        var posting = Step(PostingKind.ExpiryNotice, "expiry", new PostingDetail { Notices = [.. notices] }, at);
        return (posting, lots
            .Select(lot => new NoticeGiven(
                Id,
                posting.Seq,
                lot.Lot,
                new Points(lot.Points),
                lot.ExpiresOn!.Value,
                step == LotStep.LastNotice,
                at.Today))
            .ToList<Fact>());
    }

    private PointsPosted? Lapse(Circumstances at) => Due(LotStep.Lapse, at.Today).FirstOrDefault() is { } lot
        ? Chained((Next(PostingKind.Expiry, ProgramAccount.Expiry, new Points(-lot.Points), $"lot:{lot.Lot}", at) with
        {
            Lot = lot.Lot,
            ExpiresOn = lot.ExpiresOn,
        }).With(new PostingDetail { Taken = [lot] }))
        : null;

    private List<LotSlice> Due(LotStep step, DateOnly today) =>
        Holdings.Lots.Where(lot => lot.NextStep() is { } next && next.Step == step && next.On <= today).ToList();
}
