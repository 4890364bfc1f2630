using System.Collections.Immutable;
using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Simulation.Workload;

// Events that earn, and refunds.
internal sealed partial class Requests
{
    private readonly List<EarningEvent> _events = [];

    private Operation Credit()
    {
        var member = SomeMember();
        var happened = _events.Count > 0 && Chance.OneIn(15) ? Chance.Of(_events) : SomeEvent();
        _events.Add(happened);
        return new Operation(
            $"credit {happened.Key} of {happened.Amount} to {member.Value}",
            () => Operation.Boxed(Account(member).Credit(new CreditEvent(happened))),
            answer => answer is Credited made ? (made.Seq, made.Award.Points) : null,
            () => Tables.Credits.TryGetValue(happened.Key, out var credit) && credit.Member == member
                ? (credit.Seq, Tables.Accounts[member].At(credit.Seq)!.Points)
                : null)
        {
            Refused = answer => Check.That(
                answer is CreditBudgetGone
                || (answer is CreditedElsewhere(var other) && other != member && Tables.Credits[happened.Key].Member == other),
                $"{happened.Key} is not credited: {answer}."),
            Settled = answer =>
            {
                if (answer is Credited && happened.Kind == EarningEventKind.OrderPaid && !_orders.Exists(order => order.Remaining.Key == happened.Key))
                {
                    _orders.Add(new Order(member, happened));
                }
            },
        };
    }

    private Operation? Refund()
    {
        var open = _orders.FindAll(order => !order.IsBusy && !order.Remaining.Lines.IsEmpty);
        if (open.Count == 0)
        {
            return Credit();
        }

        var order = Chance.Of(open);
        order.IsBusy = true;
        var (refund, remaining) = (Name("refund"), Less(order.Remaining));
        var request = AccountRequests.Refund(refund);
        var isSettled = false;
        return new Operation(
            $"{refund} leaves {remaining.Amount} of {remaining.Key} of {order.Member.Value}",
            () => Operation.Boxed(Account(order.Member).Reverse(new ReverseEvent(remaining, refund))),
            answer => answer is Reversed made ? (made.Seq, made.Points, made.Debt) : null,
            () => Posted(order.Member, request) is { } posting
                ? (posting.Seq, -posting.Detail!.Counts!.Points, new Points(posting.Detail.Debt))
                : null)
        {
            Refused = answer => Check.That(false, $"{refund} is refused by {answer}."),
            Settled = _ =>
            {
                if (!isSettled)
                {
                    (isSettled, order.Remaining, order.IsBusy) = (true, remaining, false);
                }
            },
        };
    }

    private EarningEvent SomeEvent()
    {
        var now = world.Clock.GetUtcNow().AddMinutes(-Chance.Below(600));
        if (Chance.OneIn(4))
        {
            return new EarningEvent($"own:checkin:{Name("e")}", EarningEventKind.CheckIn, now, null, null, null, []);
        }

        var lines = Enumerable.Range(1, Chance.Between(1, 3)).Select(line => new EarningLine(
            $"{line}", $"P-{Chance.Below(5)}", Chance.OneIn(2) ? "food" : null, Chance.Between(1, 3), new Money(Chance.Between(1, 20_000))));
        return new EarningEvent($"shop:order:{Name("e")}", EarningEventKind.OrderPaid, now, "shop", null, null, [.. lines]);
    }

    private EarningEvent Less(EarningEvent order)
    {
        if (Chance.OneIn(3))
        {
            return order with { Lines = [] };
        }

        var at = Chance.Below(order.Lines.Length);
        var line = order.Lines[at];
        ImmutableArray<EarningLine> left = Chance.OneIn(2) && line.Amount.MinorUnits > 1
            ? order.Lines.SetItem(at, line with { Amount = new Money(Chance.Between(1, (int)line.Amount.MinorUnits - 1)) })
            : order.Lines.RemoveAt(at);
        return order with { Lines = left };
    }
}
