using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Orders;

/// <summary>
/// Points that are reserved at checkout to pay for an order; the key is the reservation's name, which begins with who
/// reserves: <c>{channel}:checkout:{reference}</c>, <c>program:checkout:{who}:{reference}</c>.
/// </summary>
[Alias("loyalty.ICheckoutGrain")]
public interface ICheckoutGrain : IGrainWithStringKey
{
    /// <summary>Reserves points. Sent again, it answers as the first time.</summary>
    [Alias("Hold")]
    Task<CheckoutOutcome> Hold(HoldForOrder command);

    /// <summary>Makes the reservation final. An order that names it does so by itself.</summary>
    [Alias("Post")]
    Task<CheckoutOutcome> Post(CheckoutParty party);

    /// <summary>Gives the points back.</summary>
    [Alias("Void")]
    Task<CheckoutOutcome> Void(CheckoutParty party);
}

/// <summary>Reserves points at checkout.</summary>
/// <param name="Member">Whose points.</param>
/// <param name="Channel">The channel that reserves; <see langword="null"/> when the member or a clerk does.</param>
/// <param name="Points">How many.</param>
/// <param name="OrderAmount">What the order is worth.</param>
/// <param name="Currency">The currency of the amount, ISO 4217.</param>
/// <param name="Code">The code that the member showed; it reserves once.</param>
/// <param name="Actor">Who reserves.</param>
[GenerateSerializer, Immutable, Alias("loyalty.HoldForOrder")]
public sealed record HoldForOrder(
    [Id(0)] MemberId Member,
    [Id(1)] string? Channel,
    [Id(2)] Points Points,
    [Id(3)] Money OrderAmount,
    [Id(4)] string Currency,
    [Id(5)] ShownCode? Code,
    [Id(6)] string Actor);

/// <summary>A member's code as it was shown.</summary>
/// <param name="Text">Its text.</param>
/// <param name="ExpiresAt">When it ends.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ShownCode")]
public sealed record ShownCode([Id(0)] string Text, [Id(1)] DateTimeOffset ExpiresAt);

/// <summary>Who ends a reservation.</summary>
/// <param name="Channel">A channel: its own, and those that members and clerks made.</param>
/// <param name="Member">A member: their own.</param>
/// <param name="IsStaff">The brand's staff: every one.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutParty")]
public sealed record CheckoutParty([Id(0)] string? Channel, [Id(1)] MemberId? Member, [Id(2)] bool IsStaff);

/// <summary>How reserving, making final or giving back ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutOutcome")]
public abstract record CheckoutOutcome;

/// <summary>The reservation is as was asked, now or since earlier.</summary>
/// <param name="Hold">Its name.</param>
/// <param name="Member">Whose points.</param>
/// <param name="Points">How many points.</param>
/// <param name="Worth">What they pay.</param>
/// <param name="Balance">What can be spent now.</param>
/// <param name="TimesOutAt">When it gives them back by itself, while it is open.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutAsAsked")]
public sealed record CheckoutAsAsked(
    [Id(0)] string Hold,
    [Id(1)] MemberId Member,
    [Id(2)] Points Points,
    [Id(3)] Money Worth,
    [Id(4)] Points Balance,
    [Id(5)] DateTimeOffset? TimesOutAt) : CheckoutOutcome;

/// <summary>More points than may pay for this order.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutAboveShare")]
public sealed record CheckoutAboveShare([Id(0)] Points Max, [Id(1)] Money Worth, [Id(2)] int MaxPercent) : CheckoutOutcome;

/// <summary>A figure is not what it may be.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutOutOfRange")]
public sealed record CheckoutOutOfRange([Id(0)] string Field, [Id(1)] long Min, [Id(2)] long Max) : CheckoutOutcome;

/// <summary>The amount is in a currency that is not the program's.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutCurrencyForeign")]
public sealed record CheckoutCurrencyForeign([Id(0)] string Currency) : CheckoutOutcome;

/// <summary>The balance does not cover it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutBalanceTooLow")]
public sealed record CheckoutBalanceTooLow([Id(0)] Points Balance, [Id(1)] Points Points) : CheckoutOutcome;

/// <summary>The member's account is frozen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutFrozen")]
public sealed record CheckoutFrozen : CheckoutOutcome;

/// <summary>The account holds as many reservations as it may.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutTooMany")]
public sealed record CheckoutTooMany([Id(0)] int Limit) : CheckoutOutcome;

/// <summary>The name was used for another reservation.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutNameReused")]
public sealed record CheckoutNameReused : CheckoutOutcome;

/// <summary>The member's code has ended, or has reserved points before.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutCodeUsed")]
public sealed record CheckoutCodeUsed : CheckoutOutcome;

/// <summary>There is no such reservation for this party, or it has ended otherwise.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckoutNotOpen")]
public sealed record CheckoutNotOpen : CheckoutOutcome;
