using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>More stock of an item.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Quantity">How many more, from 1.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record RestockMallItemInput([property: ID] string ItemId, long Quantity, [property: ID] string RequestId);

/// <summary>The item as it is now, or why its stock was not added to.</summary>
/// <param name="MallItem">The item.</param>
/// <param name="Errors">Why not.</param>
public sealed record RestockMallItemPayload(ShownItem? MallItem, IReadOnlyList<IRestockMallItemError>? Errors);

/// <summary>Why restocking was refused.</summary>
[UnionType("RestockMallItemError")]
public interface IRestockMallItemError : IRefusal;

/// <summary>There is no such item.</summary>
/// <param name="ItemId">The id as it was sent.</param>
[ObjectType]
public sealed record MallItemNotFoundError([property: ID] string ItemId)
    : IRestockMallItemError, IRedeemMallItemError, ISetMallItemOnSaleError, ISetMallItemPictureError
{
    /// <inheritdoc/>
    public string Message => "There is no such item in the mall.";
}

/// <summary>The quantity is outside what is allowed here.</summary>
/// <param name="Min">The least that is allowed.</param>
/// <param name="Max">The most that is allowed.</param>
[ObjectType]
public sealed record QuantityOutOfRangeError(long Min, long Max) : IRestockMallItemError, IRedeemMallItemError
{
    /// <inheritdoc/>
    public string Message => $"The quantity must be from {Min} to {Max}.";
}

/// <summary>Adds stock.</summary>
[MutationType]
public static partial class RestockMallItemMutation
{
    /// <summary>Adds to an item's stock.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<RestockMallItemPayload> RestockMallItemAsync(
        RestockMallItemInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var item = grains.GetGrain<IMallItemGrain>(BadInput.Text("itemId", input.ItemId, 100));
        var command = new RestockMallItem(input.Quantity, Acting.Subject(user), BadInput.Request(input.RequestId));
        return await item.Restock(command) switch
        {
            Restocked(var restocked) => new(ShownItem.From(restocked), null),
            RestockItemNotFound => Refused(new MallItemNotFoundError(input.ItemId)),
            RestockOutOfRange(var min, var max) => Refused(new QuantityOutOfRangeError(min, max)),
            RestockRequestReused => Refused(new RequestIdReusedError(input.RequestId)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static RestockMallItemPayload Refused(IRestockMallItemError error) => new(null, [error]);
}
