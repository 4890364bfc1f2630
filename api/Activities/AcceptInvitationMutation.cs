using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Api.Access;

namespace OrleansLoyalty.Api.Activities;

/// <summary>An invitation to accept.</summary>
/// <param name="InviteCode">The inviter's code, from their link.</param>
public sealed record AcceptInvitationInput(string InviteCode);

/// <summary>Since when the inviter is known, or why they are not.</summary>
/// <param name="AcceptedAt">Since when.</param>
/// <param name="Errors">Why not.</param>
public sealed record AcceptInvitationPayload(DateTimeOffset? AcceptedAt, IReadOnlyList<IAcceptInvitationError>? Errors);

/// <summary>Why accepting was refused; nothing has changed.</summary>
[UnionType("AcceptInvitationError")]
public interface IAcceptInvitationError : IRefusal;

/// <summary>The invitation is none, is the member's own, or its inviter joined after the member.</summary>
[ObjectType]
public sealed record InvitationInvalidError : IAcceptInvitationError
{
    /// <inheritdoc/>
    public string Message => "This invitation is none, or not for you.";
}

/// <summary>Another member invited them.</summary>
[ObjectType]
public sealed record AlreadyInvitedError : IAcceptInvitationError
{
    /// <inheritdoc/>
    public string Message => "Another member invited you already.";
}

/// <summary>The member joined too long ago.</summary>
/// <param name="Until">Until when an invitation could be accepted.</param>
[ObjectType]
public sealed record InvitationTooLateError(DateTimeOffset Until) : IAcceptInvitationError
{
    /// <inheritdoc/>
    public string Message => $"An invitation could be accepted until {Until:O}.";
}

/// <summary>Accepts invitations.</summary>
[MutationType]
public static partial class AcceptInvitationMutation
{
    /// <summary>Says who invited the signed-in member, within seven days of joining. The inviter is credited.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static async Task<AcceptInvitationPayload> AcceptInvitationAsync(
        AcceptInvitationInput input, ClaimsPrincipal user, MemberCodes codes, IGrainFactory grains, CancellationToken cancellation)
    {
        if (await codes.InviterAsync(input.InviteCode, cancellation) is not { } inviter)
        {
            return new(null, [new InvitationInvalidError()]);
        }

        var newcomer = grains.GetGrain<INewcomerGrain>(Acting.Member(user).Value);
        return await newcomer.AcceptInvitation(new AcceptInvitation(inviter)) switch
        {
            InvitationAccepted(var acceptedAt) => new(acceptedAt, null),
            InvitationNotForThem => new(null, [new InvitationInvalidError()]),
            InvitedByAnother => new(null, [new AlreadyInvitedError()]),
            InvitationTooLate(var until) => new(null, [new InvitationTooLateError(until)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }
}
