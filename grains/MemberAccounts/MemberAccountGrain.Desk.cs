using OrleansLoyalty.Adjustments;
using OrleansLoyalty.Profiles;

namespace OrleansLoyalty.MemberAccounts;

// What admins do by hand.
public sealed partial class MemberAccountGrain
{
    /// <inheritdoc/>
    public async Task<AdjustOutcome> Adjust(AdjustPoints command)
    {
        if (command.Points == Points.Zero || command.Points.Value is < -Points.MaxValue or > Points.MaxValue)
        {
            return new AdjustOutOfRange(new Points(-Points.MaxValue), new Points(Points.MaxValue));
        }

        if (_account is null)
        {
            return new AdjustMemberNotFound();
        }

        return await Once<AdjustOutcome>(
            command.Request,
            (posting, _) => SameInput(posting, command) ? new Adjusted(posting.View()) : new AdjustRequestReused(),
            at => Existing.Adjust(command, at) is { } posting
                ? Do<AdjustOutcome>(posting) with { More = [.. AdjustmentApprovals.Facts(command, posting.PostedAt)] }
                : Refuse<AdjustOutcome>(new AdjustBalanceTooLow(Existing.Balance(at.Today), -command.Points)));
    }

    /// <inheritdoc/>
    public Task<ReinstateOutcome> Reinstate(ReinstatePoints command) => Alone<ReinstateOutcome>(async () =>
    {
        var request = AccountRequests.Reinstate(command.LapseSeq);
        if (await earlier.FindAsync(Id, request) is { } before)
        {
            return new Reinstated(before.View());
        }

        if (await earlier.AtAsync(Id, command.LapseSeq) is not { Kind: PostingKind.Expiry } lapse)
        {
            return new ReinstateNothingLapsed();
        }

        var at = Now;
        if (command.ExpiresOn < at.Today)
        {
            return new ReinstateDayPassed(at.Today);
        }

        var posting = Existing.Reinstate(lapse, command, request, at);
        await Post([posting]);
        return new Reinstated(posting.View());
    });

    /// <inheritdoc/>
    public Task Know(MemberProfile profile)
    {
        _account = _account is null ? null : _account with { Profile = profile };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunDue()
    {
        if (_account is null)
        {
            return;
        }

        // Each step is decided on what the one before left; none waits for the one before to be durable.
        while (Existing.NextDue(Now) is var (posting, more))
        {
            _ = Post([posting], [.. more]);
        }

        await LastAppend;
    }

    private static bool SameInput(PointsPosted before, AdjustPoints command) =>
        before.Kind == PostingKind.Adjustment
        && before.Points == command.Points
        && before.Reason == command.Reason
        && before.Actor == command.Actor;
}
