using System.Security.Claims;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Activities;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.Access;

/// <summary>Makes members known: at sign-in in development, else when their issuer's token is first seen.</summary>
public sealed class Membership(IGrainFactory grains, MemberQueries members, ILogger<Membership> log)
{
    /// <summary>Lets the member behind a token join. Joining again answers as the first time.</summary>
    public async Task EnsureAsync(ClaimsPrincipal user)
    {
        var id = Acting.Subject(user);
        if (!user.IsInRole(Roles.Member))
        {
            return;
        }

        var account = grains.GetGrain<IMemberAccountGrain>(id);
        var name = user.FindFirstValue("name");
        var outcome = await account.Join(new JoinProgram(user.FindFirstValue("phone_number"), name));
        if (outcome is PhoneTaken)
        {
            log.LogWarning("Member {Member} joins without the phone number of their token: another member has it", id);
            outcome = await account.Join(new JoinProgram(null, name));
        }

        await WelcomeAsync(id, outcome);
    }

    /// <summary>The member with this phone number, who joins if there is none.</summary>
    public async Task<string> FindOrJoinAsync(string phone, CancellationToken cancellation)
    {
        while (true)
        {
            if (await members.FindByPhoneAsync(phone, cancellation) is { } known)
            {
                return known.Id;
            }

            var id = $"m-{Guid.CreateVersion7():N}";
            var outcome = await grains.GetGrain<IMemberAccountGrain>(id).Join(new JoinProgram(phone, null));
            if (outcome is Joined)
            {
                await WelcomeAsync(id, outcome);
                return id;
            }
        }
    }

    // Whoever has a posting was welcomed long ago, or will be by the sweeper.
    private async Task WelcomeAsync(string id, JoinOutcome outcome)
    {
        if (outcome is Joined { Account.Seq: 0 })
        {
            await grains.GetGrain<INewcomerGrain>(id).Welcome();
        }
    }
}
