using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Activities;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Activities;

/// <inheritdoc cref="INewcomerGrain"/>
public sealed class NewcomerGrain(
    IJournal journal, MemberQueries members, DueOrders due, Referrals referrals, TimeProvider clock)
    : JournaledGrain(journal), INewcomerGrain
{
    private bool _isWelcome;

    private MemberId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task Welcome()
    {
        // A newcomer's pages ask for many things at once, and each of the first requests comes by here.
        if (_isWelcome || await MemberAsync(Id) is not { } member)
        {
            return;
        }

        var joined = new RecordActivity(Id, null, null, member.JoinedAt, Id.Value);
        await Activity(ActivityKey.Registration(Id)).Record(joined);
        if (member.Phone is { } phone)
        {
            foreach (var order in await due.OfPhoneAsync(phone))
            {
                await GrainFactory.GetGrain<IOrderGrain>(order.ToString()).Settle();
            }
        }

        _isWelcome = true;
    }

    /// <inheritdoc/>
    public async Task<AcceptInvitationOutcome> AcceptInvitation(AcceptInvitation command)
    {
        if (await referrals.FindAsync(Id) is { } earlier)
        {
            await Activity(ActivityKey.FriendRegistered(Id)).Settle();
            return earlier.Inviter == command.Inviter ? new InvitationAccepted(earlier.InvitedAt) : new InvitedByAnother();
        }

        var (member, inviter) = (await MemberAsync(Id), await MemberAsync(command.Inviter));
        if (member is null || inviter is null || !JoinedBefore(inviter, member))
        {
            return new InvitationNotForThem();
        }

        var now = PostingChain.Rounded(clock.GetUtcNow());
        if (member.JoinedAt.AddDays(OrleansLoyalty.Activities.AcceptInvitation.MaxDays) is var until && now > until)
        {
            return new InvitationTooLate(until);
        }

        // Together, so that no inviter goes without: what is recorded is credited, by the next line or by the sweeper.
        await Append(
            new MemberReferred(Id, command.Inviter, now),
            new ActivityRecorded(ActivityKey.FriendRegistered(Id), command.Inviter, null, null, Id.Value, now, now));
        await Activity(ActivityKey.FriendRegistered(Id)).Settle();
        return new InvitationAccepted(now);
    }

    // Strictly, by moment and then by id: so nobody invites themselves, and invitations form no circle.
    private static bool JoinedBefore(ListedMember inviter, ListedMember member) =>
        inviter.JoinedAt < member.JoinedAt
        || (inviter.JoinedAt == member.JoinedAt && string.CompareOrdinal(inviter.Id, member.Id) < 0);

    private async Task<ListedMember?> MemberAsync(MemberId id) =>
        (await members.FindAsync([id.Value], CancellationToken.None)).GetValueOrDefault(id.Value);

    private IActivityGrain Activity(ActivityKey key) => GrainFactory.GetGrain<IActivityGrain>(key.ToString());
}
