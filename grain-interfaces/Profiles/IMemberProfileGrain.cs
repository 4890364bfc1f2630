using Orleans.Concurrency;

namespace OrleansLoyalty.Profiles;

/// <summary>Who a member is; of key the member's id.</summary>
[Alias("loyalty.IMemberProfileGrain")]
public interface IMemberProfileGrain : IGrainWithStringKey
{
    /// <summary>The profile in force, or <see langword="null"/> when nobody of this id has joined.</summary>
    [Alias("View"), ReadOnly]
    Task<ProfileView?> View();

    /// <summary>Changes what is given. Changing to what is there already changes nothing.</summary>
    [Alias("Change")]
    Task<ProfileOutcome> Change(ChangeProfile command);

    /// <summary>Marks the member; what was marked before and is not named is taken off.</summary>
    [Alias("SetTags")]
    Task<ProfileOutcome> SetTags(SetMemberTags command);
}
