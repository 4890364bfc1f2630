using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Channels;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Api.Orders;

/// <summary>A paid order.</summary>
/// <param name="OrderNo">The channel's own number of it; at most 100 characters. The same number again is answered, not repeated.</param>
/// <param name="Customer">Whose it is, as far as the channel can tell.</param>
/// <param name="Store">The store, when it was bought in one; at most 100 characters.</param>
/// <param name="Currency">The currency of the amounts, ISO 4217.</param>
/// <param name="Lines">What was paid for; 1 to 500.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="HoldId">The reserved points that pay for a part of it: they are made final.</param>
public sealed record PlaceOrderInput(
    [property: ID] string OrderNo,
    CustomerInput Customer,
    string? Store,
    string Currency,
    IReadOnlyList<OrderLineInput> Lines,
    DateTimeOffset PaidAt,
    [property: ID] string? HoldId);

/// <summary>A line of an order.</summary>
/// <param name="Line">Its name within the order; at most 100 characters.</param>
/// <param name="Product">The product's number; at most 100 characters.</param>
/// <param name="Category">The product's category; at most 100 characters.</param>
/// <param name="Quantity">How many pieces, from 1.</param>
/// <param name="AmountFen">What was paid for all of them, in minor units of the currency.</param>
public sealed record OrderLineInput([property: ID] string Line, string Product, string? Category, int Quantity, long AmountFen);

/// <summary>The order as it stands, or why it was not recorded.</summary>
/// <param name="Order">The order.</param>
/// <param name="Errors">Why not.</param>
public sealed record PlaceOrderPayload(ShownOrder? Order, IReadOnlyList<IPlaceOrderError>? Errors);

/// <summary>Records orders.</summary>
[MutationType]
public static partial class PlaceOrderMutation
{
    /// <summary>
    /// Records a paid order of the acting channel and credits what it earns. An order of somebody who is no member yet
    /// waits, and is credited once they are.
    /// </summary>
    [Authorize(Roles = [Roles.Channel])]
    public static async Task<PlaceOrderPayload> PlaceOrderAsync(
        PlaceOrderInput input, ClaimsPrincipal user, Customers customers, IGrainFactory grains, CancellationToken cancellation)
    {
        if (await customers.OfOrderAsync(input.Customer, input.PaidAt, cancellation) is not { } customer)
        {
            return Refused(new MemberCodeInvalidError());
        }

        var key = new OrderKey(Acting.Channel(user)!, BadInput.Text("orderNo", input.OrderNo, OrderKey.MaxLength));
        var command = new PlaceOrder(
            customer,
            BadInput.OptionalText("store", input.Store, 100),
            [.. input.Lines.Select(Line)],
            input.Currency,
            input.PaidAt,
            BadInput.OptionalText("holdId", input.HoldId, 300),
            Acting.Subject(user));
        return await grains.GetGrain<IOrderGrain>(key.ToString()).Place(command) switch
        {
            OrderStands(var order) => new(ShownOrder.From(order), null),
            OrderNumberReused => Refused(new OrderNumberReusedError(key.OrderNo)),
            OrderMemberNotFound(var member) => Refused(new MemberNotFoundError(member.Value)),
            OrderCurrencyForeign(var currency) => Refused(new ForeignCurrencyError(currency)),
            OrderTimeOutOfRange(var earliest, var latest) => Refused(new TimeOutOfRangeError(earliest, latest)),
            OrderFigureOutOfRange(var field, var line, var min, var max) =>
                Refused(new FigureOutOfRangeError(field, line, min, max)),
            OrderLineTwice(var line) => Refused(new LineTwiceError(line)),
            OrderHoldNotOpen(var held) => Refused(new HoldNotOpenError(held)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static EarningLine Line(OrderLineInput line) => new(
        BadInput.Text("line", line.Line, 100),
        BadInput.Text("product", line.Product, 100),
        BadInput.OptionalText("category", line.Category, 100),
        line.Quantity,
        new Money(line.AmountFen));

    private static PlaceOrderPayload Refused(IPlaceOrderError error) => new(null, [error]);
}
