using System.Diagnostics;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Activities;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Activities;

/// <inheritdoc cref="IFriendOrdersGrain"/>
public sealed class FriendOrdersGrain(IJournal journal, ActivityLoad activities, Referrals referrals, TimeProvider clock)
    : JournaledGrain(journal), IFriendOrdersGrain
{
    private MemberId Friend => new(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task Ordered(OrderKey order, DateTimeOffset paidAt)
    {
        DeactivateOnIdle();
        if (await referrals.InviterAsync(Friend) is not { } inviter)
        {
            return;
        }

        var rounds = await activities.FriendOrderedAsync(Friend);
        if (rounds is [.., { Reversal: null } standing])
        {
            await Activity(standing.Key).Settle();
            return;
        }

        // The friend's first order, or the first after all before it were given back.
        await Activity(ActivityKey.FriendOrdered(Friend, rounds.Count + 1).ToString())
            .Record(new RecordActivity(inviter, null, null, paidAt, order.ToString()));
    }

    /// <inheritdoc/>
    public async Task Refunded()
    {
        DeactivateOnIdle();
        if (await activities.FriendOrderedAsync(Friend) is not [.., { Reversal: null } standing] || await HasOrdersAsync())
        {
            return;
        }

        await Activity(standing.Key).Settle();
        var (taken, owed) = await Account(standing.Member).Reverse(new ReverseEvent(standing.Event, standing.Key)) switch
        {
            Reversed(_, var points, var debt, _) => (points, debt),
            ReverseNothingCredited => (Points.Zero, Points.Zero), // No rule gave anything.
            var other => throw new UnreachableException($"Taking {standing.Key} back answers {other.GetType().Name}."),
        };
        await Append(new ActivityReversed(
            ActivityKey.Parse(standing.Key), taken, owed, PostingChain.Rounded(clock.GetUtcNow())));
    }

    private async Task<bool> HasOrdersAsync()
    {
        var another = new EarningEvent("", EarningEventKind.OrderPaid, clock.GetUtcNow(), null, null, null, []);
        return await Account(Friend).Standing(another) is { IsFirstOrder: false };
    }

    private IActivityGrain Activity(string key) => GrainFactory.GetGrain<IActivityGrain>(key);

    private IMemberAccountGrain Account(MemberId member) => GrainFactory.GetGrain<IMemberAccountGrain>(member.Value);
}
