using System.Collections.Immutable;
using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Orders;

/// <summary>Whose an order is, as far as its channel can tell. A member by id is found first, then the external id, then the phone.</summary>
/// <param name="Member">By member id or by the code they showed; has joined.</param>
/// <param name="ExternalId">By the channel's own id.</param>
/// <param name="Phone">By phone number, in the form that signing in gives it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.OrderCustomer")]
public sealed record OrderCustomer([Id(0)] MemberId? Member, [Id(1)] string? ExternalId, [Id(2)] string? Phone);

/// <summary>Records a paid order.</summary>
/// <param name="Customer">Whose it is.</param>
/// <param name="Store">The store, when it was bought in one.</param>
/// <param name="Lines">What was paid for; 1 to <see cref="MaxLines"/>.</param>
/// <param name="Currency">The currency of the amounts, ISO 4217.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="Hold">The reserved points that pay for a part of it.</param>
/// <param name="Actor">Who records it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PlaceOrder")]
public sealed record PlaceOrder(
    [Id(0)] OrderCustomer Customer,
    [Id(1)] string? Store,
    [Id(2)] ImmutableArray<EarningLine> Lines,
    [Id(3)] string Currency,
    [Id(4)] DateTimeOffset PaidAt,
    [Id(5)] string? Hold,
    [Id(6)] string Actor)
{
    /// <summary>The most lines of one order.</summary>
    public const int MaxLines = 500;
}

/// <summary>How recording ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PlaceOrderOutcome")]
public abstract record PlaceOrderOutcome;

/// <summary>The order is recorded, now or since earlier, and credited if its member is known.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OrderStands")]
public sealed record OrderStands([Id(0)] OrderView Order) : PlaceOrderOutcome;

/// <summary>The number names an order of other content.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OrderNumberReused")]
public sealed record OrderNumberReused : PlaceOrderOutcome;

/// <summary>Nobody of this id has joined.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OrderMemberNotFound")]
public sealed record OrderMemberNotFound([Id(0)] MemberId Member) : PlaceOrderOutcome;

/// <summary>The amounts are in a currency that is not the program's.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OrderCurrencyForeign")]
public sealed record OrderCurrencyForeign([Id(0)] string Currency) : PlaceOrderOutcome;

/// <summary>The order was paid before there were any, or is yet to be paid.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OrderTimeOutOfRange")]
public sealed record OrderTimeOutOfRange([Id(0)] DateTimeOffset Earliest, [Id(1)] DateTimeOffset Latest) : PlaceOrderOutcome;

/// <summary>A figure of the order is not what it may be.</summary>
/// <param name="Field">Which: <c>lines</c>, <c>quantity</c> or <c>amount</c>.</param>
/// <param name="Line">Of which line; <see langword="null"/> for the order as a whole.</param>
/// <param name="Min">The least that is allowed.</param>
/// <param name="Max">The most that is allowed.</param>
[GenerateSerializer, Immutable, Alias("loyalty.OrderFigureOutOfRange")]
public sealed record OrderFigureOutOfRange(
    [Id(0)] string Field, [Id(1)] string? Line, [Id(2)] long Min, [Id(3)] long Max) : PlaceOrderOutcome;

/// <summary>Two lines have one name.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OrderLineTwice")]
public sealed record OrderLineTwice([Id(0)] string Line) : PlaceOrderOutcome;

/// <summary>There is no such reservation for this member and channel, or it has ended, or it paid for another order.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OrderHoldNotOpen")]
public sealed record OrderHoldNotOpen([Id(0)] string Hold) : PlaceOrderOutcome;
