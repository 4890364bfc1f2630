namespace OrleansLoyalty.MemberAccounts;

// Points set aside: for a checkout, or frozen.
public sealed partial class MemberAccountGrain
{
    private static readonly Points Least = new(1);
    private static readonly Points Most = new(Points.MaxValue);

    /// <inheritdoc/>
    public async Task<HoldOutcome> Hold(HoldPoints command)
    {
        if (_account is null || command.Points < Least || command.Points > Most)
        {
            return new HoldImpossible(Least, Most);
        }

        var request = AccountRequests.Hold(command.Hold);
        return await Once<HoldOutcome>(request, (posting, balance) => HeldBy(posting, command, balance), at =>
        {
            var balance = Existing.Balance(at.Today);
            return Existing.IsFrozen ? Refuse<HoldOutcome>(new HoldAccountFrozen())
                : balance < command.Points ? Refuse<HoldOutcome>(new HoldBalanceTooLow(balance, command.Points))
                : Existing.HasAllHolds ? Refuse<HoldOutcome>(new HoldTooMany(MemberAccount.MaxHolds))
                : Do<HoldOutcome>(Existing.Hold(
                    new HoldTerms(command.Hold, false, command.Purpose, command.TimesOutAt), command.Points, request, command.Actor, at));
        });
    }

    /// <inheritdoc/>
    public Task<HoldOutcome> Post(PostHold command) => EndHold(
        command.Hold, AccountRequests.Post(command.Hold), (hold, request, at) => Existing.Pay(hold, request, at));

    /// <inheritdoc/>
    public Task<HoldOutcome> Void(VoidHold command) => EndHold(
        command.Hold,
        AccountRequests.Void(command.Hold),
        (hold, request, at) => Existing.GiveBack(hold, request, reason: null, actor: null, at));

    /// <inheritdoc/>
    public Task<ReturnOutcome> Return(ReturnPoints command) => Alone<ReturnOutcome>(async () =>
    {
        var request = AccountRequests.Return(command.Refund);
        if (await earlier.FindAsync(Id, request) is { } before)
        {
            return new Returned(before.Seq, before.Points, Balance);
        }

        if (await earlier.FindAsync(Id, AccountRequests.Post(command.Hold)) is not { } payment)
        {
            return new ReturnNothingPaid();
        }

        var back = new Points((await earlier.ReversalsAsync(Id, payment.Seq)).Sum(posting => posting.Points.Value));
        var left = -payment.Points - back;
        if (command.Points < Least || command.Points > left)
        {
            return new ReturnTooMuch(left, command.Points);
        }

        var posting = Existing.Return(payment, back, command.Points, request, Now);
        await Post([posting]);
        return new Returned(posting.Seq, posting.Points, Balance);
    });

    /// <inheritdoc/>
    public async Task<FreezeOutcome> Freeze(FreezePoints command)
    {
        if (_account is null)
        {
            return new FreezeMemberNotFound();
        }

        return await Once(command.Request, (posting, _) => FrozenBy(posting, PostingKind.Freeze), at =>
            command.Points is { } points ? FreezeSome(points, command, at)
            : Existing.IsFrozen ? Refuse<FreezeOutcome>(new FreezeNothingToDo())
            : Do<FreezeOutcome>(Existing.SetFrozen(true, command.Reason, command.Actor, command.Request, at)));
    }

    /// <inheritdoc/>
    public async Task<FreezeOutcome> Unfreeze(UnfreezePoints command)
    {
        if (_account is null)
        {
            return new FreezeMemberNotFound();
        }

        return await Once(command.Request, (posting, _) => FrozenBy(posting, PostingKind.Unfreeze), at =>
        {
            if (command.Frozen is { } name)
            {
                return Existing.FrozenPoints(NameOf(name)) is { } frozen
                    ? Do<FreezeOutcome>(Existing.GiveBack(frozen, command.Request, command.Reason, command.Actor, at))
                    : Refuse<FreezeOutcome>(new FreezeNothingToDo());
            }

            return Existing.IsFrozen
                ? Do<FreezeOutcome>(Existing.SetFrozen(false, command.Reason, command.Actor, command.Request, at))
                : Refuse<FreezeOutcome>(new FreezeNothingToDo());
        });
    }

    private Decision<FreezeOutcome> FreezeSome(Points points, FreezePoints command, Circumstances at)
    {
        var balance = Existing.Balance(at.Today);
        return points < Least || balance < points ? Refuse<FreezeOutcome>(new FreezeBalanceTooLow(balance, points))
            : Existing.HasAllHolds ? Refuse<FreezeOutcome>(new FreezeTooMany(MemberAccount.MaxHolds))
            : Do<FreezeOutcome>(Existing.Hold(
                new HoldTerms(NameOf(command.Request), true, command.Reason, null), points, command.Request, command.Actor, at));
    }

    // A hold's name is its caller's, a freeze's is the admin's request: they must not meet.
    private static string NameOf(RequestId freeze) => $"freeze:{freeze}";

    private FreezeOutcome FrozenBy(PointsPosted posting, PostingKind expected) => posting.Kind == expected
        ? new FreezeDone(ViewNow())
        : new FreezeRequestReused();

    private async Task<HoldOutcome> EndHold(
        string name, RequestId request, Func<HeldPoints, RequestId, Circumstances, PointsPosted> end)
    {
        if (_account is null)
        {
            return new HoldNotOpen();
        }

        return await Once<HoldOutcome>(
            request,
            (posting, balance) => new HoldAsAsked(posting.Seq, PointsOf(posting), balance, null),
            at => Existing.OpenHold(name, at.Now) is { } hold
                ? Do<HoldOutcome>(end(hold, request, at))
                : Refuse<HoldOutcome>(new HoldNotOpen()));
    }

    private static HoldOutcome HeldBy(PointsPosted posting, HoldPoints command, Points balance) =>
        PointsOf(posting) == command.Points
            ? new HoldAsAsked(posting.Seq, command.Points, balance, posting.Detail!.Hold!.TimesOutAt)
            : new HoldNameReused(PointsOf(posting));

    private static Points PointsOf(PointsPosted posting) =>
        new(posting.Detail!.Taken.Sum(slice => slice.Points) + posting.Detail.Given.Sum(slice => slice.Points));
}
