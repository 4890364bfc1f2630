using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Adjustments;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>What to exchange points for.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Quantity">How many, from 1.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record RedeemMallItemInput([property: ID] string ItemId, int Quantity, [property: ID] string RequestId);

/// <summary>The redemption, or why there is none.</summary>
/// <param name="Redemption">The redemption; the first one again for a repeated request.</param>
/// <param name="Balance">The member's balance right after it.</param>
/// <param name="Errors">Why not.</param>
public sealed record RedeemMallItemPayload(
    ShownRedemption? Redemption, long? Balance, IReadOnlyList<IRedeemMallItemError>? Errors);

/// <summary>Why a redemption was refused.</summary>
[UnionType("RedeemMallItemError")]
public interface IRedeemMallItemError : IRefusal;

/// <summary>The item is off sale.</summary>
/// <param name="ItemId">The id as it was sent.</param>
[ObjectType]
public sealed record MallItemOffSaleError([property: ID] string ItemId) : IRedeemMallItemError
{
    /// <inheritdoc/>
    public string Message => "This item is not on sale now.";
}

/// <summary>Fewer are left than were asked for.</summary>
/// <param name="Left">How many are left.</param>
[ObjectType]
public sealed record OutOfStockError(long Left) : IRedeemMallItemError
{
    /// <inheritdoc/>
    public string Message => Left == 0 ? "Nothing is left of it." : $"Only {Left} are left.";
}

/// <summary>The balance does not cover the price.</summary>
/// <param name="Balance">What the member has.</param>
/// <param name="Price">What it would take.</param>
[ObjectType]
public sealed record InsufficientPointsError(long Balance, long Price)
    : Orders.IHoldPointsError, IRedeemMallItemError, IAdjustPointsError, IDecideAdjustmentError, IFreezeAccountError, ISendPointsError
{
    /// <inheritdoc/>
    public string Message => $"{Price} points are needed and {Balance} are there: {Price - Balance} are missing.";
}

/// <summary>Redeems.</summary>
[MutationType]
public static partial class RedeemMallItemMutation
{
    /// <summary>Exchanges the signed-in member's points for an item of the mall.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static async Task<RedeemMallItemPayload> RedeemMallItemAsync(
        RedeemMallItemInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var item = grains.GetGrain<IMallItemGrain>(BadInput.Text("itemId", input.ItemId, 100));
        var command = new RedeemMallItem(Acting.Member(user), input.Quantity, BadInput.Request(input.RequestId));
        return await item.Redeem(command) switch
        {
            Redeemed(var redemption) => new(ShownRedemption.From(redemption), redemption.Balance.Value, null),
            RedeemItemNotFound => Refused(new MallItemNotFoundError(input.ItemId)),
            RedeemItemOffSale => Refused(new MallItemOffSaleError(input.ItemId)),
            OutOfStock(var left) => Refused(new OutOfStockError(left)),
            InsufficientPoints(var balance, var price) => Refused(new InsufficientPointsError(balance.Value, price.Value)),
            RedeemAccountFrozen => Refused(new AccountFrozenError()),
            RedeemOutOfRange(var min, var max) => Refused(new QuantityOutOfRangeError(min, max)),
            RedeemRequestReused => Refused(new RequestIdReusedError(input.RequestId)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static RedeemMallItemPayload Refused(IRedeemMallItemError error) => new(null, null, [error]);
}
