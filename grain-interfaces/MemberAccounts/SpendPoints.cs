using OrleansLoyalty.Mall;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>Takes the points of a redemption whose stock is reserved.</summary>
/// <param name="ItemId">The mall item.</param>
/// <param name="Quantity">How many of it.</param>
/// <param name="Price">What all of them cost together.</param>
/// <param name="Request">The member's name for the redemption.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SpendPoints")]
public sealed record SpendPoints(
    [Id(0)] string ItemId,
    [Id(1)] int Quantity,
    [Id(2)] Points Price,
    [Id(3)] RequestId Request);

/// <summary>How taking the points ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SpendOutcome")]
public abstract record SpendOutcome;

/// <summary>Taken just now: the reserved stock is used.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Spent")]
public sealed record Spent([Id(0)] Redemption Redemption) : SpendOutcome;

/// <summary>The same request was answered before: the stock reserved this time is not used.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SpentBefore")]
public sealed record SpentBefore([Id(0)] Redemption Redemption) : SpendOutcome;

/// <summary>The balance does not cover the price.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BalanceTooLow")]
public sealed record BalanceTooLow([Id(0)] Points Balance, [Id(1)] Points Price) : SpendOutcome;

/// <summary>The stock, as the database counts it, does not cover the quantity.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.StockGone")]
public sealed record StockGone : SpendOutcome;

/// <summary>The account is frozen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SpendAccountFrozen")]
public sealed record SpendAccountFrozen : SpendOutcome;
