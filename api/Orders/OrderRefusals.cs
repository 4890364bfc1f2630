using OrleansLoyalty.Api.Activities;

namespace OrleansLoyalty.Api.Orders;

/// <summary>Why recording an order was refused; nothing has changed.</summary>
[UnionType("PlaceOrderError")]
public interface IPlaceOrderError : IRefusal;

/// <summary>Why a refund was refused; nothing has changed.</summary>
[UnionType("RefundOrderError")]
public interface IRefundOrderError : IRefusal;

/// <summary>The number names an order of other content.</summary>
/// <param name="OrderNo">The number.</param>
[ObjectType]
public sealed record OrderNumberReusedError([property: ID] string OrderNo) : IPlaceOrderError
{
    /// <inheritdoc/>
    public string Message => $"The order {OrderNo} was sent before with other content.";
}

/// <summary>The amounts are in a currency that is not the program's.</summary>
/// <param name="Currency">The program's currency, ISO 4217.</param>
[ObjectType]
public sealed record ForeignCurrencyError(string Currency) : IPlaceOrderError, IRefundOrderError, IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => $"Amounts are told in {Currency}.";
}

/// <summary>Something is said to have happened in the future, or before anything did.</summary>
/// <param name="Earliest">The earliest moment that is taken.</param>
/// <param name="Latest">The latest moment that is taken: five minutes from now.</param>
[ObjectType]
public sealed record TimeOutOfRangeError(DateTimeOffset Earliest, DateTimeOffset Latest) : IPlaceOrderError, IRecordActivityError
{
    /// <inheritdoc/>
    public string Message => $"It must have happened from {Earliest:O} to {Latest:O}.";
}

/// <summary>A figure is not what it may be.</summary>
/// <param name="Field">Which: lines, quantity, amount, points or orderAmountFen.</param>
/// <param name="OfLine">Of which line; null for the whole.</param>
/// <param name="Min">The least that is allowed.</param>
/// <param name="Max">The most that is allowed.</param>
[ObjectType]
public sealed record FigureOutOfRangeError(string Field, [property: ID] string? OfLine, long Min, long Max)
    : IPlaceOrderError, IHoldPointsError
{
    /// <inheritdoc/>
    public string Message => $"{Field}{(OfLine is null ? "" : $" of line {OfLine}")} must be from {Min} to {Max}.";
}

/// <summary>Two lines have one name.</summary>
/// <param name="Line">The name.</param>
[ObjectType]
public sealed record LineTwiceError([property: ID] string Line) : IPlaceOrderError
{
    /// <inheritdoc/>
    public string Message => $"The line {Line} is there twice.";
}

/// <summary>There is no such reservation here, or it has ended: paid for something else, given back or timed out.</summary>
/// <param name="HoldId">The reservation as it was named.</param>
[ObjectType]
public sealed record HoldNotOpenError([property: ID] string HoldId) : IPlaceOrderError, IHoldPointsError, IEndHoldError
{
    /// <inheritdoc/>
    public string Message => "There is no such reservation, or it has ended.";
}

/// <summary>There is no such order.</summary>
/// <param name="OrderNo">The number as it was sent.</param>
[ObjectType]
public sealed record OrderNotFoundError([property: ID] string OrderNo) : IRefundOrderError
{
    /// <inheritdoc/>
    public string Message => $"There is no order {OrderNo}.";
}

/// <summary>The number names a refund of other content.</summary>
/// <param name="RefundNo">The number.</param>
[ObjectType]
public sealed record RefundNumberReusedError([property: ID] string RefundNo) : IRefundOrderError
{
    /// <inheritdoc/>
    public string Message => $"The refund {RefundNo} was sent before with other content.";
}

/// <summary>The order has no such line, or the refund names it twice.</summary>
/// <param name="Line">The line as it was sent.</param>
[ObjectType]
public sealed record UnknownLineError([property: ID] string Line) : IRefundOrderError
{
    /// <inheritdoc/>
    public string Message => $"The order has no line {Line}, or the refund names it twice.";
}

/// <summary>A line would be given back by nothing, or by less than nothing.</summary>
/// <param name="Line">The line.</param>
[ObjectType]
public sealed record NothingRefundedError([property: ID] string Line) : IRefundOrderError
{
    /// <inheritdoc/>
    public string Message => $"Of line {Line} at least one piece or one minor unit must be given back, and nothing negative.";
}

/// <summary>More would be given back than is left.</summary>
/// <param name="OfLine">Of which line; null when nothing is left of the whole order.</param>
/// <param name="LeftQuantity">How many pieces are left.</param>
/// <param name="LeftFen">How much money is left, in minor units of the program's currency.</param>
[ObjectType]
public sealed record RefundTooLargeError([property: ID] string? OfLine, int LeftQuantity, long LeftFen) : IRefundOrderError
{
    /// <inheritdoc/>
    public string Message => $"Only {LeftQuantity} pieces and {LeftFen} minor units are left{(OfLine is null ? "" : $" of line {OfLine}")}.";
}

/// <summary>The order was refunded as often as it may be by line; all that remains can still be given back at once.</summary>
/// <param name="Limit">So many times.</param>
[ObjectType]
public sealed record TooManyRefundsError(int Limit) : IRefundOrderError
{
    /// <inheritdoc/>
    public string Message => $"An order has at most {Limit} refunds by line; all that remains can be given back at once.";
}
