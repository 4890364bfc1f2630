using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Simulation.Workload;

// Holds, freezes, adjustments, transfers.
internal sealed partial class Requests
{
    private Operation Hold()
    {
        var (member, name, points) = (SomeMember(), Name("hold"), new Points(Chance.Between(1, 80)));
        var now = world.Clock.GetUtcNow();
        DateTimeOffset? until = Chance.Below(3) switch { 0 => null, 1 => now.AddMinutes(30), _ => now.AddDays(Chance.Below(30)) };
        _holds.Add((member, name));
        return new Operation(
            $"{name} of {points} by {member.Value}",
            () => Operation.Boxed(Account(member).Hold(new HoldPoints(name, points, until, "order", null))),
            answer => answer is HoldAsAsked made ? (made.Seq, made.Points) : null,
            () => Posted(member, AccountRequests.Hold(name)) is { } posting ? (posting.Seq, points) : null)
        {
            Observe = BalanceOf(member, answer => answer is HoldBalanceTooLow(var balance, _) ? (balance, points) : null),
            Refused = answer => Check.That(
                answer is HoldBalanceTooLow || (answer is HoldAccountFrozen && Tables.Accounts[member].Audit.WasFrozen),
                $"{name} is refused by {answer}."),
        };
    }

    private Operation? EndHold(bool isPaid)
    {
        if (_holds.Count == 0)
        {
            return Hold();
        }

        var (member, name) = Chance.Of(_holds);
        var request = isPaid ? AccountRequests.Post(name) : AccountRequests.Void(name);
        var audit = Tables.Accounts[member].Audit;
        return new Operation(
            $"{(isPaid ? "post" : "void")} {name}",
            () => Operation.Boxed(isPaid ? Account(member).Post(new PostHold(name)) : Account(member).Void(new VoidHold(name))),
            answer => answer is HoldAsAsked made ? made.Seq : null,
            () => Posted(member, request)?.Seq)
        {
            Observe = () =>
            {
                var wasOpen = audit.IsOpen(name, world.Clock.GetUtcNow());
                return answer => Check.That(
                    answer is not HoldNotOpen || !wasOpen || !world.Plan.IsOrderly || !audit.IsOpen(name, world.Clock.GetUtcNow()),
                    $"{name} is open, and is said not to be.");
            },
            Refused = answer => Check.That(answer is HoldNotOpen, $"{name} is not ended: {answer}."),
        };
    }

    private Operation? Return()
    {
        var paid = _holds.FindAll(hold => Posted(hold.Member, AccountRequests.Post(hold.Hold)) is not null);
        if (paid.Count == 0)
        {
            return EndHold(isPaid: true);
        }

        var (member, hold) = Chance.Of(paid);
        var (refund, points) = (Name("return"), new Points(Chance.Between(1, 60)));
        return new Operation(
            $"{refund} of {points} of {hold}",
            () => Operation.Boxed(Account(member).Return(new ReturnPoints(hold, points, refund))),
            answer => answer is Returned made ? (made.Seq, made.Points) : null,
            () => Posted(member, AccountRequests.Return(refund)) is { } posting ? (posting.Seq, posting.Points) : null)
        {
            Refused = answer => Check.That(answer is ReturnTooMuch(var left, _) && left < points, $"{refund} is refused by {answer}."),
        };
    }

    private Operation Freeze()
    {
        var member = SomeMember();
        var request = new RequestId(Name("freeze"));
        if (Chance.OneIn(2) || (_freezes.Count > 0 && Tables.Accounts[member].Audit.IsFrozen))
        {
            return Unfreeze(member, request);
        }

        Points? points = Chance.OneIn(2) ? null : new Points(Chance.Between(1, 50));
        if (points is not null)
        {
            _freezes.Add((member, request));
        }

        return Frozen($"freeze {points?.ToString() ?? "all"} of {member.Value}", member, request, PostingKind.Freeze, () =>
            Account(member).Freeze(new FreezePoints(points, "suspicion", "admin", request)));
    }

    private Operation Unfreeze(MemberId member, RequestId request)
    {
        RequestId? frozen = null;
        if (_freezes.Count > 0 && Chance.OneIn(2))
        {
            (member, frozen) = Chance.Of(_freezes);
        }

        return Frozen($"unfreeze {frozen?.Value ?? "all"} of {member.Value}", member, request, PostingKind.Unfreeze, () =>
            Account(member).Unfreeze(new UnfreezePoints(frozen, "cleared", "admin", request)));
    }

    private Operation Frozen(string name, MemberId member, RequestId request, PostingKind kind, Func<Task<FreezeOutcome>> call) => new(
        name,
        () => Operation.Boxed(call()),
        answer => answer is FreezeDone ? "done" : null,
        () => Posted(member, request) is { } posting && posting.Kind == kind ? "done" : null)
    {
        Refused = answer => Check.That(answer is FreezeNothingToDo or FreezeBalanceTooLow, $"{name} is refused by {answer}."),
    };

    private Operation Adjust()
    {
        var (member, request) = (SomeMember(), new RequestId(Name("adjust")));
        var points = new Points(Chance.OneIn(3) ? -Chance.Between(1, 60) : Chance.Between(1, 120));
        return new Operation(
            $"adjust {member.Value} by {points}",
            () => Operation.Boxed(Account(member).Adjust(new AdjustPoints(points, "goodwill", "admin", request))),
            answer => answer is Adjusted(var made) ? (made.Seq, made.Points) : null,
            () => Posted(member, request) is { } posting ? (posting.Seq, posting.Points) : null)
        {
            Observe = BalanceOf(member, answer => answer is AdjustBalanceTooLow(var balance, _) ? (balance, -points) : null),
            Refused = answer => Check.That(answer is AdjustBalanceTooLow, $"The adjustment is refused by {answer}."),
        };
    }

    private Operation Send()
    {
        var (from, to) = (SomeMember(), SomeMember());
        var (request, points) = (new RequestId(Name("send")), new Points(Chance.Between(1, 120)));
        return new Operation(
            $"send {points} from {from.Value} to {to.Value}",
            () => Operation.Boxed(world.Cluster.GetGrain<IPointsTransferGrain>(from.Value).Send(new SendPoints(to, points, request))),
            answer => answer is PointsSent made ? made.Transfer : null,
            () => Posted(from, request)?.Source["transfer:".Length..] is { } transfer && Tables.Arrivals.ContainsKey(transfer)
                ? transfer
                : null)
        {
            Observe = BalanceOf(from, answer => answer is SendBalanceTooLow(var balance, _) ? (balance, points) : null),
            Refused = answer => Check.That(
                answer is SendBalanceTooLow or SendNotAllowed or SendOutOfRange or SendAccountFrozen || (answer is SendReceiverNotFound && from == to),
                $"The transfer is refused by {answer}."),
        };
    }

    private Operation? Reinstate()
    {
        var lapsed = world.Plan.MemberIds.Where(member => Tables.Accounts[member].Audit.Lapses.Count > 0).ToList();
        if (lapsed.Count == 0)
        {
            return RunDue(SomeMember());
        }

        var member = Chance.Of(lapsed);
        var lapse = Chance.Of(Tables.Accounts[member].Audit.Lapses);
        var until = world.Today.AddDays(Chance.Between(1, 100));
        return new Operation(
            $"reinstate {lapse} of {member.Value}",
            () => Operation.Boxed(Account(member).Reinstate(new ReinstatePoints(lapse, until, "goodwill", "admin"))),
            answer => answer is Reinstated(var made) ? made.Seq : null,
            () => Posted(member, AccountRequests.Reinstate(lapse))?.Seq)
        {
            Refused = answer => Check.That(answer is ReinstateDayPassed, $"The reinstatement is refused by {answer}."),
        };
    }
}
