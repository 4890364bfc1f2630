using System.Runtime.CompilerServices;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>Follows an account.</summary>
[SubscriptionType]
public static partial class AccountChangedSubscription
{
    /// <summary>The signed-in member: now, and again whenever points have moved.</summary>
    [Subscribe(With = nameof(FollowAsync))]
    [Authorize(Roles = [Roles.Member], Apply = ApplyPolicy.Validation)]
    public static Member AccountChanged([EventMessage] Member member) => member;

    private static async IAsyncEnumerable<Member> FollowAsync(
        ClaimsPrincipal user,
        IGrainFactory grains,
        MemberQueries members,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var id = Acting.Member(user).Value;
        var account = grains.GetGrain<IMemberAccountGrain>(id);
        var shown = -1L;
        while (!cancellation.IsCancellationRequested)
        {
            var view = await account.ViewAfter(shown, cancellation).WaitAsync(cancellation);
            if (view is not null && view.Seq > shown)
            {
                shown = view.Seq;
                yield return Member.From((await members.FindAsync([id], cancellation))[id]);
            }
        }
    }
}
