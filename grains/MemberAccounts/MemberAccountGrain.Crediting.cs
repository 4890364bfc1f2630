using System.Collections.Immutable;
using System.Diagnostics;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

// Events that earn points, and what is taken back of them.
public sealed partial class MemberAccountGrain
{
    private Task _consulted = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<CreditOutcome> Credit(CreditEvent command)
    {
        if (_account is null)
        {
            return new CreditMemberNotFound();
        }

        var request = new RequestId(command.Event.Key);
        if (_recentPostings.Find(request) is { } recent)
        {
            return CreditedBy(await recent);
        }

        if (await earlier.CreditAsync(command.Event.Key) is { } credit)
        {
            return credit.Member == Id
                ? CreditedBy((await earlier.AtAsync(Id, credit.Seq))!)
                : new CreditedElsewhere(credit.Member);
        }

        // No await from here to the hand-over. A twin may have been decided during the look-up above.
        if (_recentPostings.Find(request) is { } twin)
        {
            return CreditedBy(await twin);
        }

        var (posting, posted) = CreditNow(command.Event, Now);
        _recentPostings.Remember(request, WithinBudget(posted, posting));
        var outcome = CreditedBy(posting);
        return await posted ? outcome : new CreditBudgetGone();
    }

    /// <inheritdoc/>
    public async Task<MemberStanding?> Standing(EarningEvent happened)
    {
        var standing = _account?.StandingFor(happened, program.Today(happened.OccurredAt), Now);
        await Confirmed();
        return standing;
    }

    /// <inheritdoc/>
    public Task<ReverseOutcome> Reverse(ReverseEvent command) => Alone<ReverseOutcome>(async () =>
    {
        var request = AccountRequests.Refund(command.Refund);
        if (await earlier.FindAsync(Id, request) is { } before)
        {
            return ReversedBy(before);
        }

        if (_account is null
            || await earlier.CreditAsync(command.Remaining.Key) is not { } credit
            || credit.Member != Id
            || await earlier.AtAsync(Id, credit.Seq) is not { } accrual)
        {
            return new ReverseNothingCredited();
        }

        var day = program.Today(command.Remaining.OccurredAt);
        var (credited, steps, book) = await LookUp(accrual);

        // No await from here to the hand-over. Of what is no order nothing remains.
        var award = command.Remaining.Lines.IsEmpty
            ? new Award(book.Version, Points.Zero, [], 0)
            : book.AwardAgain(command.Remaining, credited.Standing, day, credited.Award);
        var at = Now;
        var posting = Existing.Reverse(credited, award, command.Remaining, day, request, at);
        ImmutableArray<PointsPosted> postings =
            Existing.Apply(posting).ReviewTierAfterRefund(posting, steps, at) is { } fallen ? [posting, fallen] : [posting];
        return await PostWithin(postings, posting, credited.Award)
            ? ReversedBy(posting)
            : throw new UnreachableException($"Refund {command.Refund} took from a campaign's budget.");
    });

    /// <summary>What became of an accrual and of the tier since, as of now, and the rules that decide anew about it.</summary>
    private async Task<(CreditedEvent Credited, IReadOnlyList<TierStep> Steps, RuleBook Book)> LookUp(PointsPosted accrual)
    {
        while (true)
        {
            var seq = Existing.Seq;
            await LastAppend;
            var credited = new CreditedEvent(
                accrual, await earlier.ReversalsAsync(Id, accrual.Seq), await earlier.LapsedAsync(Id, accrual.Seq));
            var steps = await earlier.TierStepsAsync(Id, accrual.Seq);
            var book = await rules.VersionAsync(credited.Award.RuleSetVersion);

            // Meanwhile points may have lapsed, which would be taken for used, or the tier may have changed.
            if (Existing.Seq == seq)
            {
                return (credited, steps, book);
            }
        }
    }

    private (PointsPosted Posting, Task<bool> Posted) CreditNow(EarningEvent happened, Circumstances at)
    {
        var day = program.Today(happened.OccurredAt);
        var book = rules.At(happened.OccurredAt);
        var (postings, accrual) = Existing.WithTier(
            account =>
            {
                var standing = account.StandingFor(happened, day, at);
                return account.Credit(happened, day, book.Award(happened, standing, day), standing, at);
            },
            at);
        var fact = new EventCredited(happened.Key, Id, accrual.Seq, accrual.PostedAt);
        return (accrual, PostWithin(postings, accrual, before: null, fact));
    }

    /// <summary>Posts an award within the budgets of its campaigns.</summary>
    /// <param name="postings">What was decided.</param>
    /// <param name="awarded">The one of them that says what campaigns pay for now.</param>
    /// <param name="before">What they paid before; they get the difference back.</param>
    /// <param name="more">What becomes true with it.</param>
    /// <returns>Whether it is durable; <see langword="false"/> when a budget does not cover it: whoever asked asks again.</returns>
    private async Task<bool> PostWithin(
        ImmutableArray<PointsPosted> postings, PointsPosted awarded, Award? before, params ImmutableArray<Fact> more)
    {
        var spent = Paid(awarded.Detail?.Award, 1).Concat(Paid(before, -1))
            .GroupBy(part => part.CampaignId, part => part.Points)
            .Select(parts => new CampaignSpent(parts.Key, Id, awarded.Seq, new Points(parts.Sum())))
            .Where(part => part.Points != Points.Zero)
            .ToList();
        spent.ForEach(part => rules.Spent(part.CampaignId, part.Points));
        try
        {
            await Post(postings.AsSpan(), [.. more, .. spent]);
            return true;
        }
        catch (FenceRefusedException refused) when (refused.Fence == CampaignFences.Budget)
        {
            spent.ForEach(part => rules.Close(part.CampaignId));
            return false;
        }
    }

    // A twin of a credit that a budget refused is told nothing: its lane is broken, and it asks again.
    private static async Task<PointsPosted> WithinBudget(Task<bool> posted, PointsPosted posting) =>
        await posted ? posting : throw new LaneBrokenException();

    private static IEnumerable<(string CampaignId, long Points)> Paid(Award? award, int sign) => award is null
        ? []
        : award.Parts.Where(part => part.CampaignId is not null).Select(part => (part.CampaignId!, sign * part.Points.Value));

    private Credited CreditedBy(PointsPosted posting)
    {
        var lot = posting.Detail!.Given.FirstOrDefault();
        return new Credited(posting.Seq, posting.Detail.Award!, Balance, lot?.SpendableOn, posting.ExpiresOn);
    }

    private Reversed ReversedBy(PointsPosted posting) => new(
        posting.Seq,
        new Points(-(posting.Detail!.Counts?.Points.Value ?? 0)),
        new Points(posting.Detail.Debt),
        Balance);

    /// <summary>
    /// Lets whoever consults the past before deciding do so alone, after what was decided before is durable: what is
    /// found is all there is.
    /// </summary>
    private async Task<TOutcome> Alone<TOutcome>(Func<Task<TOutcome>> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (var before, _consulted) = (_consulted, done.Task);
        await before;
        try
        {
            await LastAppend;
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
