using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>Whether an item is on sale from now on.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="OnSale">Whether members see it and may redeem it.</param>
public sealed record SetMallItemOnSaleInput([property: ID] string ItemId, bool OnSale);

/// <summary>The item as it is now, or why it was not changed.</summary>
/// <param name="MallItem">The item.</param>
/// <param name="Errors">Why not.</param>
public sealed record SetMallItemOnSalePayload(ShownItem? MallItem, IReadOnlyList<ISetMallItemOnSaleError>? Errors);

/// <summary>Why putting an item on or off sale was refused.</summary>
[UnionType("SetMallItemOnSaleError")]
public interface ISetMallItemOnSaleError : IRefusal;

/// <summary>Puts items on sale and takes them off.</summary>
[MutationType]
public static partial class SetMallItemOnSaleMutation
{
    /// <summary>Puts an item on sale, or takes it off. What was redeemed before stays redeemed. Doing it again changes nothing.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<SetMallItemOnSalePayload> SetMallItemOnSaleAsync(
        SetMallItemOnSaleInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var item = grains.GetGrain<IMallItemGrain>(BadInput.Text("itemId", input.ItemId, 100));
        return await item.SetOnSale(new(input.OnSale, Acting.Subject(user))) switch
        {
            SaleSet(var changed) => new(ShownItem.From(changed), null),
            SaleItemNotFound => new(null, [new MallItemNotFoundError(input.ItemId)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }
}
