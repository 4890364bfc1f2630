using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.Api.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>Points to send to another member.</summary>
/// <param name="ToPhone">The receiver's phone number.</param>
/// <param name="Points">How many.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record SendPointsInput(string ToPhone, long Points, [property: ID] string RequestId);

/// <summary>What was sent, or why nothing was.</summary>
/// <param name="TransferId">The transfer's id.</param>
/// <param name="Balance">What the sender can spend now.</param>
/// <param name="Errors">Why not.</param>
public sealed record SendPointsPayload(
    [property: ID] string? TransferId, long? Balance, IReadOnlyList<ISendPointsError>? Errors);

/// <summary>Why nothing was sent.</summary>
[UnionType("SendPointsError")]
public interface ISendPointsError : IRefusal;

/// <summary>The program, or the sender's tier, does not allow sending.</summary>
/// <param name="LowestTier">From which tier on it is allowed; null when nobody may.</param>
[ObjectType]
public sealed record SendingNotAllowedError(string? LowestTier) : ISendPointsError
{
    /// <inheritdoc/>
    public string Message => LowestTier is null
        ? "This program does not let members send points."
        : $"Points can be sent from tier {LowestTier} on.";
}

/// <summary>Nobody else with this phone number takes part.</summary>
[ObjectType]
public sealed record ReceiverNotFoundError : ISendPointsError
{
    /// <inheritdoc/>
    public string Message => "No other member has this phone number.";
}

/// <summary>Sends points.</summary>
[MutationType]
public static partial class SendPointsMutation
{
    /// <summary>Sends the signed-in member's points to another member; they keep their last day.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static async Task<SendPointsPayload> SendPointsAsync(
        SendPointsInput input,
        ClaimsPrincipal user,
        MemberQueries members,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        var request = BadInput.Request(input.RequestId);
        if (PhoneNumber.Parse(input.ToPhone) is not { } phone
            || await members.FindByPhoneAsync(phone, cancellation) is not { } receiver)
        {
            return Refused(new ReceiverNotFoundError());
        }

        var command = new SendPoints(new MemberId(receiver.Id), new Points(input.Points), request);
        return await grains.GetGrain<IPointsTransferGrain>(Acting.Member(user).Value).Send(command) switch
        {
            PointsSent sent => new(sent.Transfer, sent.Balance.Value, null),
            SendNotAllowed(var lowestTier) => Refused(new SendingNotAllowedError(lowestTier)),
            SendOutOfRange(var min, var max) => Refused(new PointsOutOfRangeError(min.Value, max.Value)),
            SendBalanceTooLow(var balance, var points) => Refused(new InsufficientPointsError(balance.Value, points.Value)),
            SendAccountFrozen => Refused(new AccountFrozenError()),
            SendReceiverNotFound => Refused(new ReceiverNotFoundError()),
            SendRequestReused => Refused(new RequestIdReusedError(input.RequestId)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static SendPointsPayload Refused(ISendPointsError error) => new(null, null, [error]);
}
