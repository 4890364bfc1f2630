using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Mall;

/// <summary>Exchanges a member's points for an item.</summary>
/// <param name="Member">Who redeems.</param>
/// <param name="Quantity">How many, from 1.</param>
/// <param name="Request">The member's name for this redemption.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RedeemMallItem")]
public sealed record RedeemMallItem(
    [Id(0)] MemberId Member, [Id(1)] int Quantity, [Id(2)] RequestId Request);

/// <summary>Points exchanged for an item, as it is kept and answered.</summary>
/// <param name="Id">Names the redemption.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Member">Who redeemed.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Points">What all of them cost together.</param>
/// <param name="Balance">The member's balance right after.</param>
/// <param name="RedeemedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Redemption")]
public sealed record Redemption(
    [Id(0)] string Id,
    [Id(1)] string ItemId,
    [Id(2)] MemberId Member,
    [Id(3)] int Quantity,
    [Id(4)] Points Points,
    [Id(5)] Points Balance,
    [Id(6)] DateTimeOffset RedeemedAt);

/// <summary>How a redemption ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RedeemOutcome")]
public abstract record RedeemOutcome;

/// <summary>The item is the member's, now or, for a repeated request, since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Redeemed")]
public sealed record Redeemed([Id(0)] Redemption Redemption) : RedeemOutcome;

/// <summary>There is no such item.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RedeemItemNotFound")]
public sealed record RedeemItemNotFound : RedeemOutcome;

/// <summary>The item is off sale.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RedeemItemOffSale")]
public sealed record RedeemItemOffSale : RedeemOutcome;

/// <summary>Fewer are left than asked for.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.OutOfStock")]
public sealed record OutOfStock([Id(0)] long Left) : RedeemOutcome;

/// <summary>The balance does not cover the price.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.InsufficientPoints")]
public sealed record InsufficientPoints(
    [Id(0)] Points Balance, [Id(1)] Points Price) : RedeemOutcome;

/// <summary>The member's account is frozen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RedeemAccountFrozen")]
public sealed record RedeemAccountFrozen : RedeemOutcome;

/// <summary>The quantity is outside what one redemption may take.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RedeemOutOfRange")]
public sealed record RedeemOutOfRange([Id(0)] int Min, [Id(1)] int Max) : RedeemOutcome;

/// <summary>The request id was used for a redemption with other input.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RedeemRequestReused")]
public sealed record RedeemRequestReused : RedeemOutcome;
