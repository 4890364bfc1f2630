using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Profiles;

namespace OrleansLoyalty.Api.Profiles;

/// <summary>Why a member's profile was not changed.</summary>
[UnionType("ProfileError")]
public interface IProfileError : IRefusal;

/// <summary>The member as they are now, or why nothing was changed.</summary>
/// <param name="Member">The member.</param>
/// <param name="Errors">Why not.</param>
public sealed record ProfilePayload(Member? Member, IReadOnlyList<IProfileError>? Errors)
{
    internal static async Task<ProfilePayload> FromAsync(
        ProfileOutcome outcome, string memberId, MemberById members, CancellationToken cancellation) =>
        outcome switch
        {
            ProfileAsAsked => new(await members.LoadAsync(memberId, cancellation), null),
            ProfileMemberNotFound => Refused(new MemberNotFoundError(memberId)),
            BirthdayAlreadyTold(var birthday) => Refused(new BirthdayAlreadyToldError(Text(birthday))),
            BirthdayOutOfRange(var earliest, var latest) => Refused(new BirthdayOutOfRangeError(Text(earliest), Text(latest))),
            TooManyTags(var count, var max) => Refused(new TooManyTagsError(count, max)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };

    private static ProfilePayload Refused(IProfileError error) => new(null, [error]);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The member has told another birthday before.</summary>
/// <param name="Birthday">The day that was told.</param>
[ObjectType]
public sealed record BirthdayAlreadyToldError(string Birthday) : IProfileError
{
    /// <inheritdoc/>
    public string Message => $"The birthday was told as {Birthday}; only the brand can correct it.";
}

/// <summary>Nobody alive was born on this day.</summary>
/// <param name="Earliest">The earliest birthday.</param>
/// <param name="Latest">The latest birthday.</param>
[ObjectType]
public sealed record BirthdayOutOfRangeError(string Earliest, string Latest) : IProfileError
{
    /// <inheritdoc/>
    public string Message => $"A birthday is from {Earliest} to {Latest}.";
}

/// <summary>More tags than a member may have.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Max">How many there may be.</param>
[ObjectType]
public sealed record TooManyTagsError(int Count, int Max) : IProfileError
{
    /// <inheritdoc/>
    public string Message => $"A member has at most {Max} tags; these are {Count}.";
}
