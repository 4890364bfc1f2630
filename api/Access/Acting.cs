using System.Security.Claims;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.Access;

/// <summary>Who acts, as their token says. Never read from an argument.</summary>
public static class Acting
{
    /// <summary>The claim that names who acts.</summary>
    public const string SubjectClaim = "sub";

    /// <summary>The claim that names the channel whose key was shown.</summary>
    public const string ChannelClaim = "channel";

    /// <summary>The claim that names their device, where the issuer vouches for it.</summary>
    public const string DeviceClaim = "loyalty-device";

    /// <summary>The signed-in member. Only for fields that ask for the role.</summary>
    public static MemberId Member(ClaimsPrincipal user) => new(Subject(user));

    /// <summary>Whoever is signed in, for the record of what they did.</summary>
    public static string Subject(ClaimsPrincipal user) =>
        user.FindFirstValue(SubjectClaim)
        ?? throw new InvalidOperationException("A field without a declared role was reached by nobody in particular.");

    /// <summary>The channel whose key was shown; <see langword="null"/> when it is a person who acts.</summary>
    public static string? Channel(ClaimsPrincipal user) => user.FindFirstValue(ChannelClaim);

    /// <summary>Whether the brand's staff acts.</summary>
    public static bool IsStaff(ClaimsPrincipal user) => user.IsInRole(Roles.Admin) || user.IsInRole(Roles.Clerk);
}
