using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Adjustments;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Adjustments;
using OrleansLoyalty.Api.Channels;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>Points to post by hand.</summary>
/// <param name="MemberId">To whose account.</param>
/// <param name="Points">Points in, or out when negative.</param>
/// <param name="Reason">For whoever reads it later; at most 500 characters.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record AdjustPointsInput(
    [property: ID] string MemberId, long Points, string Reason, [property: ID] string RequestId);

/// <summary>The posting, or the proposal that waits for a second admin, or why there is neither.</summary>
/// <param name="Posting">The posting.</param>
/// <param name="Proposal">What a second admin must approve first, when the points are beyond the program's limit.</param>
/// <param name="Errors">Why not.</param>
public sealed record AdjustPointsPayload(
    Posting? Posting, ShownAdjustmentProposal? Proposal, IReadOnlyList<IAdjustPointsError>? Errors);

/// <summary>Why an adjustment was refused.</summary>
[UnionType("AdjustPointsError")]
public interface IAdjustPointsError : IRefusal;

/// <summary>There is no such member.</summary>
/// <param name="MemberId">The id as it was sent.</param>
[ObjectType]
public sealed record MemberNotFoundError([property: ID] string MemberId)
    : IAdjustPointsError, IFreezeAccountError, Profiles.IProfileError, ILinkMemberError, Orders.IPlaceOrderError,
        Orders.IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => "There is no such member.";
}

/// <summary>Posts points by hand.</summary>
[MutationType]
public static partial class AdjustPointsMutation
{
    /// <summary>Posts points to a member's account by hand, with a reason.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<AdjustPointsPayload> AdjustPointsAsync(
        AdjustPointsInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var member = BadInput.Member(input.MemberId);
        var command = new AdjustPoints(
            new Points(input.Points),
            BadInput.Text("reason", input.Reason, 500),
            Acting.Subject(user),
            BadInput.Request(input.RequestId));
        var adjustment = grains.GetGrain<IAdjustmentGrain>(AdjustmentProposal.IdOf(member, command.Request));
        return await adjustment.Adjust(member, command) switch
        {
            Adjusted(var posting) => new(Posting.From(posting), null, null),
            AdjustmentProposed(var proposal) => new(null, ShownAdjustmentProposal.From(proposal), null),
            AdjustMemberNotFound => Refused(new MemberNotFoundError(input.MemberId)),
            AdjustBalanceTooLow(var balance, var price) =>
                Refused(new Mall.InsufficientPointsError(balance.Value, price.Value)),
            AdjustOutOfRange(var min, var max) => Refused(new PointsOutOfRangeError(min.Value, max.Value)),
            AdjustRequestReused => Refused(new RequestIdReusedError(input.RequestId)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static AdjustPointsPayload Refused(IAdjustPointsError error) => new(null, null, [error]);
}
