using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>A new item.</summary>
/// <param name="Name">What it is called; at most 200 characters.</param>
/// <param name="Description">What it is; at most 2,000 characters.</param>
/// <param name="Price">Points for one, from 1.</param>
/// <param name="Stock">How many there are, from 0.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record AddMallItemInput(
    string Name, string? Description, long Price, long Stock, [property: ID] string RequestId);

/// <summary>The item, or why it was not added.</summary>
/// <param name="MallItem">The item.</param>
/// <param name="Errors">Why not.</param>
public sealed record AddMallItemPayload(ShownItem? MallItem, IReadOnlyList<IAddMallItemError>? Errors);

/// <summary>Why adding was refused.</summary>
[UnionType("AddMallItemError")]
public interface IAddMallItemError : IRefusal;

/// <summary>Adds items to the mall.</summary>
[MutationType]
public static partial class AddMallItemMutation
{
    /// <summary>Puts an item into the mall, on sale.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<AddMallItemPayload> AddMallItemAsync(
        AddMallItemInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var actor = Acting.Subject(user);
        var item = grains.GetGrain<IMallItemGrain>(MallItemId.From(actor, BadInput.Request(input.RequestId)));
        var command = new AddMallItem(
            BadInput.Text("name", input.Name, 200),
            BadInput.OptionalText("description", input.Description, 2_000),
            new Points(input.Price),
            input.Stock,
            actor);
        return await item.Add(command) switch
        {
            ItemAdded(var added) => new(ShownItem.From(added), null),
            AddOutOfRange("stock", var min, var max) => throw BadInput.Error("stock", $"must be from {min} to {max}"),
            AddOutOfRange(_, var min, var max) => new(null, [new PointsOutOfRangeError(min, max)]),
            AddRequestReused => new(null, [new RequestIdReusedError(input.RequestId)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }
}
