using System.Collections.Immutable;

namespace OrleansLoyalty.Orders;

/// <summary>What of a line is given back. At least one of the two figures is there.</summary>
/// <param name="Line">The line's name within the order.</param>
/// <param name="Quantity">How many pieces; <see langword="null"/> for none: money alone.</param>
/// <param name="Amount">How much money; <see langword="null"/> for the pieces' share of what remains.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RefundedLine")]
public sealed record RefundedLine([Id(0)] string Line, [Id(1)] int? Quantity, [Id(2)] Money? Amount);

/// <summary>Gives an order back, or a part of it.</summary>
/// <param name="RefundNo">The channel's own number of the refund.</param>
/// <param name="Lines">Which lines; empty for all that remains.</param>
/// <param name="Currency">The currency of the amounts, ISO 4217.</param>
/// <param name="Actor">Who records it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RefundOrder")]
public sealed record RefundOrder(
    [Id(0)] string RefundNo, [Id(1)] ImmutableArray<RefundedLine> Lines, [Id(2)] string Currency, [Id(3)] string Actor)
{
    /// <summary>The most refunds of one order by line; one more may give back all that remains.</summary>
    public const int MaxRefunds = 500;
}

/// <summary>How refunding ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundOutcome")]
public abstract record RefundOutcome;

/// <summary>The refund is recorded, now or since earlier, and settled with the account if the order was credited.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundStands")]
public sealed record RefundStands([Id(0)] RefundView Refund, [Id(1)] OrderView Order) : RefundOutcome;

/// <summary>There is no such order.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundOrderNotFound")]
public sealed record RefundOrderNotFound : RefundOutcome;

/// <summary>The number names a refund of other content.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundNumberReused")]
public sealed record RefundNumberReused : RefundOutcome;

/// <summary>The amounts are in a currency that is not the program's.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundCurrencyForeign")]
public sealed record RefundCurrencyForeign([Id(0)] string Currency) : RefundOutcome;

/// <summary>The order has no such line, or the refund names it twice.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundLineUnknown")]
public sealed record RefundLineUnknown([Id(0)] string Line) : RefundOutcome;

/// <summary>A line would be given back by nothing, or by less than nothing.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RefundNothing")]
public sealed record RefundNothing([Id(0)] string Line) : RefundOutcome;

/// <summary>More would be given back than is left.</summary>
/// <param name="Line">Of which line; <see langword="null"/> for the order as a whole, of which nothing is left.</param>
/// <param name="LeftQuantity">How many pieces are left.</param>
/// <param name="LeftAmount">How much money is left.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RefundTooLarge")]
public sealed record RefundTooLarge(
    [Id(0)] string? Line, [Id(1)] int LeftQuantity, [Id(2)] Money LeftAmount) : RefundOutcome;

/// <summary>The order was refunded as often as it may be.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TooManyRefunds")]
public sealed record TooManyRefunds([Id(0)] int Limit) : RefundOutcome;
