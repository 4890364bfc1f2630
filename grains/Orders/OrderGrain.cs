using System.Diagnostics;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Channels;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Activities;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Orders;

/// <inheritdoc cref="IOrderGrain"/>
public sealed class OrderGrain(
    IJournal journal,
    OrderLoad orders,
    CheckoutHolds holds,
    ExternalIds externalIds,
    MemberQueries members,
    Referrals referrals,
    IProgramBook program,
    LoyaltyMetrics metrics,
    TimeProvider clock) : JournaledGrain(journal), IOrderGrain
{
    private Order? _order;

    private OrderKey Key => OrderKey.Parse(this.GetPrimaryKeyString())!.Value;

    private DateTimeOffset Now => PostingChain.Rounded(clock.GetUtcNow());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _order = await orders.LoadAsync(Key) is { } row ? Order.From(row) : null;

    /// <inheritdoc/>
    public async Task<PlaceOrderOutcome> Place(PlaceOrder command)
    {
        // An order is asked about a few times in its life, so it keeps no memory.
        DeactivateOnIdle();
        var outcome = await PlaceOnce(command);
        if (outcome is not OrderStands)
        {
            metrics.Refused("order", outcome.GetType().Name);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<RefundOutcome> Refund(RefundOrder command)
    {
        DeactivateOnIdle();
        var outcome = await RefundOnce(command);
        if (outcome is not RefundStands)
        {
            metrics.Refused("refund", outcome.GetType().Name);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<bool> Settle()
    {
        DeactivateOnIdle();
        if (_order is not null && !await SettleAsync())
        {
            return false;
        }

        // Whatever put it on the list of what is due: nothing is left to do.
        await Append(new OrderDone(Key));
        return true;
    }

    private async Task<PlaceOrderOutcome> PlaceOnce(PlaceOrder command)
    {
        var digest = OrderDigest.Of(command);
        if (_order is null)
        {
            if (OrderRules.Refuse(command, program.Terms, clock.GetUtcNow()) is { } refusal)
            {
                return refusal;
            }

            if (await RecordAsync(command, digest) is { } noMember)
            {
                return noMember;
            }
        }
        else if (!_order.Paid.Digest.AsSpan().SequenceEqual(digest))
        {
            return new OrderNumberReused();
        }

        await SettleAsync();
        return new OrderStands(_order!.View);
    }

    /// <returns>Why not, or <see langword="null"/> once it is durable.</returns>
    private async Task<PlaceOrderOutcome?> RecordAsync(PlaceOrder command, byte[] digest)
    {
        var customer = command.Customer;
        if (customer.Member is { } named && await Account(named).View() is null)
        {
            return new OrderMemberNotFound(named);
        }

        var member = customer.Member ?? await FindAsync(customer.ExternalId, customer.Phone);
        var usedPoints = Points.Zero;
        if (command.Hold is { } hold)
        {
            // Posted before the order is recorded, so that an order whose points are gone is refused with nothing changed.
            // What a crash leaves here is a checkout that was paid: its order is sent again.
            if (await PostAsync(hold, member) is not var (owner, points))
            {
                return new OrderHoldNotOpen(hold);
            }

            (member, usedPoints) = (owner, points);
        }

        var now = Now;
        var paid = new OrderPaid(
            Key,
            command.Store,
            command.Lines,
            customer.ExternalId,
            customer.Phone,
            command.Hold,
            usedPoints,
            digest,
            command.Actor,
            PostingChain.Rounded(command.PaidAt),
            now);
        var assigned = member is { } known ? new OrderAssigned(Key, known, 0, now) : null;
        try
        {
            await Append(assigned is null ? [paid] : [paid, assigned]);
        }
        catch (FenceRefusedException refused) when (refused.Fence == OrderFences.Hold)
        {
            return new OrderHoldNotOpen(command.Hold!);
        }

        _order = Order.From(paid) with { Assigned = assigned };
        return null;
    }

    private async Task<(MemberId Member, Points Points)?> PostAsync(string hold, MemberId? member) =>
        await holds.FindAsync(hold) is { } held
        && (held.Channel is null || held.Channel == Key.Channel)
        && (member is null || member == held.Member)
        && await Account(held.Member).Post(new PostHold(hold)) is HoldAsAsked(_, var points, _, _)
            ? (held.Member, points)
            : null;

    private async Task<RefundOutcome> RefundOnce(RefundOrder command)
    {
        if (_order is null)
        {
            return new RefundOrderNotFound();
        }

        var earlier = _order.Refunds.FirstOrDefault(refund => refund.RefundNo == command.RefundNo);
        if (earlier is not null && !earlier.Digest.AsSpan().SequenceEqual(OrderDigest.Of(command)))
        {
            return new RefundNumberReused();
        }

        if (earlier is null)
        {
            if (await orders.RefundedOrderAsync(Key.Channel, command.RefundNo) is not null)
            {
                return new RefundNumberReused();
            }

            var (fact, refusal) = _order.Refund(command, program.Terms.Currency, Now);
            if (fact is null)
            {
                return refusal!;
            }

            try
            {
                // Given back whole before it had a member, the order earns nothing and waits no longer.
                var refunded = _order with { Refunds = _order.Refunds.Add(fact) };
                await Append(refunded.Assigned is null && refunded.IsGone(fact.Ord) ? [fact, new OrderDone(Key)] : [fact]);
                _order = refunded;
            }
            catch (FenceRefusedException refused) when (refused.Fence == OrderFences.RefundNo)
            {
                return new RefundNumberReused();
            }

            earlier = fact;
        }

        await SettleAsync();
        return new RefundStands(_order.ViewOf(earlier), _order.View);
    }

    /// <summary>Each step is durable before the next, and harmless when it is done twice.</summary>
    /// <returns>Whether nothing is left to do: the order does not wait for a member.</returns>
    private async Task<bool> SettleAsync()
    {
        if (_order!.Assigned is null)
        {
            if (_order.IsGone(_order.Refunds.Length))
            {
                return true;
            }

            if (await FindAsync(_order.Paid.ExternalId, _order.Paid.Phone) is not { } member)
            {
                return false;
            }

            var assigned = new OrderAssigned(Key, member, _order.Refunds.Length, Now);
            await Append(assigned);
            _order = _order with { Assigned = assigned };
        }

        await CreditAsync(_order.Assigned);
        foreach (var refund in _order.Unsettled.ToList())
        {
            await SettleAsync(refund, _order.Assigned.Member);
        }

        return true;
    }

    private async Task CreditAsync(OrderAssigned owner)
    {
        if (_order!.Credit is not null)
        {
            return;
        }

        var credit = await Account(owner.Member).CreditAsync(_order.Event(owner.Refunds), Now);
        if (await referrals.InviterAsync(owner.Member) is not null)
        {
            await FriendOrders(owner.Member).Ordered(Key, _order.Paid.PaidAt);
        }

        await AppendStep(new OrderCredited(Key, owner.Member, credit), _order with { Credit = credit });
    }

    private async Task SettleAsync(OrderRefunded refund, MemberId member)
    {
        var key = Key.RefundKey(refund.RefundNo);
        var reversal = await Account(member).Reverse(new ReverseEvent(_order!.Event(refund.Ord), key)) switch
        {
            Reversed reversed => reversed,
            var other => throw new UnreachableException($"Order {Key} was credited and reversing it answers {other.GetType().Name}."),
        };
        if (refund.Returned > Points.Zero
            && await Account(member).Return(new ReturnPoints(_order.Paid.Hold!, refund.Returned, key)) is not Returned)
        {
            throw new UnreachableException($"The points that paid for order {Key} do not go back.");
        }

        if (_order.IsGone(refund.Ord) && await referrals.InviterAsync(member) is not null)
        {
            await FriendOrders(member).Refunded();
        }

        var settlement = new RefundSettlement(reversal.Points, reversal.Debt, refund.Returned);
        await AppendStep(
            new RefundSettled(Key, refund.RefundNo, settlement, Now),
            _order with { Settlements = _order.Settlements.Add(refund.RefundNo, settlement) });
    }

    // The last step takes the order off the list of what is due, in the same entry.
    private async Task AppendStep(Fact step, Order after)
    {
        await Append(after.Unsettled.Any() ? [step] : [step, new OrderDone(Key)]);
        _order = after;
    }

    private async Task<MemberId?> FindAsync(string? externalId, string? phone)
    {
        if (externalId is not null
            && await externalIds.FindAsync(new ExternalIdKey(Key.Channel, externalId)) is { } owner)
        {
            return owner.Member;
        }

        return phone is not null && await members.FindByPhoneAsync(phone, CancellationToken.None) is { } member
            ? new MemberId(member.Id)
            : null;
    }

    private IFriendOrdersGrain FriendOrders(MemberId member) => GrainFactory.GetGrain<IFriendOrdersGrain>(member.Value);

    private IMemberAccountGrain Account(MemberId member) => GrainFactory.GetGrain<IMemberAccountGrain>(member.Value);
}
