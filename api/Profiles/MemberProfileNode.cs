using System.Globalization;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Profiles;
using OrleansLoyalty.Storage.Profiles;

namespace OrleansLoyalty.Api.Profiles;

/// <summary>Loads the profiles that one request shows, together.</summary>
public sealed class ProfileByMember(MemberProfileLoad profiles, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, ProfileView>(scheduler, options)
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<string, ProfileView>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) => profiles.LoadAsync(keys, cancellationToken);
}

/// <summary>Who a member is.</summary>
[ObjectType<Member>]
public static partial class MemberProfileNode
{
    /// <summary>The day of birth, such as 1990-06-30; null until it is told.</summary>
    public static async Task<string?> GetBirthdayAsync(
        [Parent] Member member, ProfileByMember profiles, CancellationToken cancellation) =>
        (await profiles.LoadAsync(member.Id, cancellation))?.Profile.Birthday?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What the brand marked the member with; told to admins alone, else null.</summary>
    public static async Task<IReadOnlyList<string>?> GetTagsAsync(
        [Parent] Member member, ClaimsPrincipal user, ProfileByMember profiles, CancellationToken cancellation) =>
        user.IsInRole(Roles.Admin) && await profiles.LoadAsync(member.Id, cancellation) is { } profile
            ? [.. profile.Profile.Tags]
            : null;
}
