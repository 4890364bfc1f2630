using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Api.Orders;

/// <summary>What is given back of an order.</summary>
/// <param name="OrderNo">The channel's own number of the order.</param>
/// <param name="RefundNo">The channel's own number of the refund; at most 100 characters. The same number again is answered, not repeated.</param>
/// <param name="Currency">The currency of the amounts, ISO 4217.</param>
/// <param name="Lines">Which lines; left out, all that remains of the order.</param>
public sealed record RefundOrderInput(
    [property: ID] string OrderNo, [property: ID] string RefundNo, string Currency, IReadOnlyList<RefundLineInput>? Lines);

/// <summary>What is given back of a line: pieces, money, or both.</summary>
/// <param name="Line">The line's name within the order.</param>
/// <param name="Quantity">How many pieces; left out, none: money alone.</param>
/// <param name="AmountFen">How much, in minor units of the currency; left out, the pieces' share of what remains.</param>
public sealed record RefundLineInput([property: ID] string Line, int? Quantity, long? AmountFen);

/// <summary>The refund and its order as they stand, or why it was not recorded.</summary>
/// <param name="Refund">The refund.</param>
/// <param name="Order">The order.</param>
/// <param name="Errors">Why not.</param>
public sealed record RefundOrderPayload(ShownRefund? Refund, ShownOrder? Order, IReadOnlyList<IRefundOrderError>? Errors);

/// <summary>Refunds orders.</summary>
[MutationType]
public static partial class RefundOrderMutation
{
    /// <summary>
    /// Gives some or all of an order of the acting channel back: what it earned too much is taken from the account, and
    /// the points that paid for it return in proportion.
    /// </summary>
    [Authorize(Roles = [Roles.Channel])]
    public static async Task<RefundOrderPayload> RefundOrderAsync(RefundOrderInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (input.Lines?.Count is 0 or > PlaceOrder.MaxLines)
        {
            throw BadInput.Error("lines", $"must be 1 to {PlaceOrder.MaxLines}, or left out for all that remains");
        }

        var key = new OrderKey(Acting.Channel(user)!, BadInput.Text("orderNo", input.OrderNo, OrderKey.MaxLength));
        var refundNo = BadInput.Text("refundNo", input.RefundNo, OrderKey.MaxLength);
        var command = new RefundOrder(
            refundNo,
            [.. (input.Lines ?? []).Select(line => new RefundedLine(
                BadInput.Text("line", line.Line, 100),
                line.Quantity,
                line.AmountFen is { } amount ? new Money(amount) : null))],
            input.Currency,
            Acting.Subject(user));
        return await grains.GetGrain<IOrderGrain>(key.ToString()).Refund(command) switch
        {
            RefundStands(var refund, var order) => new(ShownRefund.From(refund), ShownOrder.From(order), null),
            RefundOrderNotFound => Refused(new OrderNotFoundError(key.OrderNo)),
            RefundNumberReused => Refused(new RefundNumberReusedError(refundNo)),
            RefundCurrencyForeign(var currency) => Refused(new ForeignCurrencyError(currency)),
            RefundLineUnknown(var line) => Refused(new UnknownLineError(line)),
            RefundNothing(var line) => Refused(new NothingRefundedError(line)),
            RefundTooLarge(var line, var quantity, var amount) =>
                Refused(new RefundTooLargeError(line, quantity, amount.MinorUnits)),
            TooManyRefunds(var limit) => Refused(new TooManyRefundsError(limit)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static RefundOrderPayload Refused(IRefundOrderError error) => new(null, null, [error]);
}
