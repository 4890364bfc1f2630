using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Profiles;

namespace OrleansLoyalty.Api.Profiles;

/// <summary>What a member tells of themselves; what is left out stays as it is.</summary>
/// <param name="Name">What they call themselves; at most 50 characters.</param>
/// <param name="Birthday">The day of birth, such as 1990-06-30. It can be told once.</param>
public sealed record ChangeProfileInput(string? Name, string? Birthday);

/// <summary>A correction of what a member told; what is left out stays as it is.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="Name">What they call themselves; at most 50 characters.</param>
/// <param name="Birthday">The day of birth, such as 1990-06-30.</param>
public sealed record CorrectProfileInput([property: ID] string MemberId, string? Name, string? Birthday);

/// <summary>What a member is marked with.</summary>
/// <param name="MemberId">Whom.</param>
/// <param name="Tags">All tags from now on, at most 50 of 50 characters.</param>
public sealed record SetMemberTagsInput([property: ID] string MemberId, IReadOnlyList<string> Tags);

/// <summary>Changes who a member is.</summary>
[MutationType]
public static partial class ChangeProfileMutation
{
    /// <summary>The signed-in member's name and birthday. A birthday earns points, so it can be told once.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static Task<ProfilePayload> ChangeProfileAsync(
        ChangeProfileInput input, ClaimsPrincipal user, MemberById members, IGrainFactory grains, CancellationToken cancellation) =>
        ChangeAsync(Acting.Member(user).Value, input, false, user, members, grains, cancellation);

    /// <summary>Corrects a member's name or birthday.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static Task<ProfilePayload> CorrectProfileAsync(
        CorrectProfileInput input, ClaimsPrincipal user, MemberById members, IGrainFactory grains, CancellationToken cancellation) =>
        ChangeAsync(
            BadInput.Member(input.MemberId).Value, new(input.Name, input.Birthday), true, user, members, grains, cancellation);

    /// <summary>Marks a member; what was marked before and is not named is taken off.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ProfilePayload> SetMemberTagsAsync(
        SetMemberTagsInput input, ClaimsPrincipal user, MemberById members, IGrainFactory grains, CancellationToken cancellation)
    {
        var id = BadInput.Member(input.MemberId).Value;
        var outcome = await grains.GetGrain<IMemberProfileGrain>(id).SetTags(new(
            [.. input.Tags.Select(tag => BadInput.Text("tags", tag, 50))], Acting.Subject(user)));
        return await ProfilePayload.FromAsync(outcome, id, members, cancellation);
    }

    private static async Task<ProfilePayload> ChangeAsync(
        string memberId,
        ChangeProfileInput input,
        bool isStaff,
        ClaimsPrincipal user,
        MemberById members,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        var outcome = await grains.GetGrain<IMemberProfileGrain>(memberId).Change(new(
            BadInput.OptionalText("name", input.Name, 50),
            input.Birthday is { } birthday ? BadInput.Day("birthday", birthday) : null,
            Acting.Subject(user),
            isStaff));
        return await ProfilePayload.FromAsync(outcome, memberId, members, cancellation);
    }
}
