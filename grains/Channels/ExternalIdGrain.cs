using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Channels;

/// <inheritdoc cref="IExternalIdGrain"/>
public sealed class ExternalIdGrain(IJournal journal, ExternalIds externalIds, ChannelQueries channels, DueOrders due, TimeProvider clock)
    : JournaledGrain(journal), IExternalIdGrain
{
    private ExternalIdKey Key => ExternalIdKey.Parse(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<LinkMemberOutcome> Link(LinkMember command)
    {
        // Asked about once or twice in its life, so it keeps no memory.
        DeactivateOnIdle();
        if (await externalIds.FindAsync(Key) is { } owner)
        {
            return owner.Member == command.Member
                ? new MemberLinked(owner.LinkedAt)
                : new LinkedToAnother(owner.Member);
        }

        if (await channels.FindAsync(Key.Channel) is null)
        {
            return new LinkChannelNotFound();
        }

        if (await GrainFactory.GetGrain<IMemberAccountGrain>(command.Member.Value).View() is null)
        {
            return new LinkMemberNotFound();
        }

        var now = PostingChain.Rounded(clock.GetUtcNow());
        await Append(new ExternalIdLinked(Key.Channel, Key.ExternalId, command.Member, command.Actor, now));
        foreach (var order in await due.OfAsync(Key))
        {
            await GrainFactory.GetGrain<IOrderGrain>(order.ToString()).Settle();
        }

        return new MemberLinked(now);
    }
}
