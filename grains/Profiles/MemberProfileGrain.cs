using OrleansLoyalty.Activities;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Profiles;

namespace OrleansLoyalty.Profiles;

/// <inheritdoc cref="IMemberProfileGrain"/>
public sealed class MemberProfileGrain(
    IJournal journal, MemberProfileLoad profiles, IProgramBook program, TimeProvider clock)
    : JournaledGrain(journal), IMemberProfileGrain
{
    private ProfileView? _profile;

    private MemberId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<ProfileView?> View()
    {
        await FindMember();
        return _profile;
    }

    /// <inheritdoc/>
    public async Task<ProfileOutcome> Change(ChangeProfile command)
    {
        await FindMember();
        return await Keep(_profile?.Change(command, program.Today(clock.GetUtcNow())), command.Actor);
    }

    /// <inheritdoc/>
    public async Task<ProfileOutcome> SetTags(SetMemberTags command)
    {
        await FindMember();
        return await Keep(_profile?.SetTags(command), command.Actor);
    }

    // Whoever asks before joining must not be told for long that there is nobody.
    private async Task FindMember() => _profile ??= await profiles.LoadAsync(Id);

    private async Task<ProfileOutcome> Keep(ProfileOutcome? outcome, string actor)
    {
        if (outcome is ProfileAsAsked(var changed) && changed != _profile)
        {
            await Append(new ProfileChanged(Id, changed, actor, PostingChain.Rounded(clock.GetUtcNow())));
            _profile = changed;
            await GrainFactory.GetGrain<IMemberAccountGrain>(Id.Value).Know(changed.Profile);
        }

        if (outcome is ProfileAsAsked { Profile.IsComplete: true })
        {
            // Also when nothing changed: whoever asks again after a crash gets what completing it earns.
            var completed = ActivityKey.ProfileCompleted(Id);
            await GrainFactory.GetGrain<IActivityGrain>(completed.ToString())
                .Record(new RecordActivity(Id, null, null, clock.GetUtcNow(), actor));
        }

        return outcome ?? new ProfileMemberNotFound();
    }
}
