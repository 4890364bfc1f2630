using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.Api.Mall;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>What to freeze.</summary>
/// <param name="MemberId">Whose account.</param>
/// <param name="Points">How many points; null for the whole account.</param>
/// <param name="Reason">Why, for whoever reads it later; at most 500 characters.</param>
/// <param name="RequestId">Made by the caller; it names the frozen points when they are released.</param>
public sealed record FreezeAccountInput(
    [property: ID] string MemberId, long? Points, string Reason, [property: ID] string RequestId);

/// <summary>What to release.</summary>
/// <param name="MemberId">Whose account.</param>
/// <param name="FrozenBy">The request id that froze some points; null for the freeze of the whole account.</param>
/// <param name="Reason">Why, for whoever reads it later; at most 500 characters.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record UnfreezeAccountInput(
    [property: ID] string MemberId, [property: ID] string? FrozenBy, string Reason, [property: ID] string RequestId);

/// <summary>The account, or why it is as it was.</summary>
/// <param name="Account">The account afterwards.</param>
/// <param name="Errors">Why not.</param>
public sealed record FreezeAccountPayload(Account? Account, IReadOnlyList<IFreezeAccountError>? Errors);

/// <summary>The account, or why it is as it was.</summary>
/// <param name="Account">The account afterwards.</param>
/// <param name="Errors">Why not.</param>
public sealed record UnfreezeAccountPayload(Account? Account, IReadOnlyList<IFreezeAccountError>? Errors);

/// <summary>Why nothing was frozen or released.</summary>
[UnionType("FreezeAccountError")]
public interface IFreezeAccountError : IRefusal;

/// <summary>It is so already, or there is nothing of that name.</summary>
[ObjectType]
public sealed record NothingToFreezeError : IFreezeAccountError
{
    /// <inheritdoc/>
    public string Message => "There is nothing to freeze or release: the account is so already, or nothing is frozen under this name.";
}

/// <summary>The account has as many holds and freezes as it may.</summary>
/// <param name="Limit">How many it may have.</param>
[ObjectType]
public sealed record TooManyHoldsError(int Limit) : IFreezeAccountError, Orders.IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => $"An account may have {Limit} holds and freezes at a time.";
}

/// <summary>The member's account is frozen: nothing can be spent.</summary>
[ObjectType]
public sealed record AccountFrozenError : IRedeemMallItemError, ISendPointsError, Orders.IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => "This account is frozen; nothing can be spent until it is released.";
}

/// <summary>Freezes and releases.</summary>
[MutationType]
public static partial class FreezeMutations
{
    /// <summary>Keeps a member from spending: all of the account, or some points of it. Points still arrive.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<FreezeAccountPayload> FreezeAccountAsync(
        FreezeAccountInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var command = new FreezePoints(
            input.Points is { } points ? new Points(points) : null,
            BadInput.Text("reason", input.Reason, 500),
            Acting.Subject(user),
            BadInput.Request(input.RequestId));
        var (account, error) = Answer(
            await grains.GetGrain<IMemberAccountGrain>(BadInput.Member(input.MemberId).Value).Freeze(command),
            input.MemberId,
            input.RequestId);
        return new FreezeAccountPayload(account, error is null ? null : [error]);
    }

    /// <summary>Ends a freeze.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<UnfreezeAccountPayload> UnfreezeAccountAsync(
        UnfreezeAccountInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var command = new UnfreezePoints(
            input.FrozenBy is { } frozen ? BadInput.Request(frozen) : null,
            BadInput.Text("reason", input.Reason, 500),
            Acting.Subject(user),
            BadInput.Request(input.RequestId));
        var (account, error) = Answer(
            await grains.GetGrain<IMemberAccountGrain>(BadInput.Member(input.MemberId).Value).Unfreeze(command),
            input.MemberId,
            input.RequestId);
        return new UnfreezeAccountPayload(account, error is null ? null : [error]);
    }

    private static (Account? Account, IFreezeAccountError? Error) Answer(
        FreezeOutcome outcome, string memberId, string requestId) =>
        outcome is FreezeDone(var account) ? (Account.From(account), null) : (null, Refusal(outcome, memberId, requestId));

    private static IFreezeAccountError Refusal(FreezeOutcome outcome, string memberId, string requestId) => outcome switch
    {
        FreezeMemberNotFound => new MemberNotFoundError(memberId),
        FreezeBalanceTooLow(var balance, var points) => new InsufficientPointsError(balance.Value, points.Value),
        FreezeNothingToDo => new NothingToFreezeError(),
        FreezeTooMany(var limit) => new TooManyHoldsError(limit),
        FreezeRequestReused => new RequestIdReusedError(requestId),
        var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
    };
}
