namespace OrleansLoyalty.MemberAccounts;

/// <summary>Reserves points: they stay the member's and cannot be spent until the hold is posted or voided.</summary>
/// <param name="Hold">The caller's name for the hold, such as <c>pos:checkout:20261122-1</c>; unique for the member.</param>
/// <param name="Points">How many, at least 1.</param>
/// <param name="TimesOutAt">When it voids itself; <see langword="null"/> for never.</param>
/// <param name="Purpose">What it is for, as the member reads it.</param>
/// <param name="Actor">Who asked, when it was not the member.</param>
[GenerateSerializer, Immutable, Alias("loyalty.HoldPoints")]
public sealed record HoldPoints(
    [Id(0)] string Hold,
    [Id(1)] Points Points,
    [Id(2)] DateTimeOffset? TimesOutAt,
    [Id(3)] string Purpose,
    [Id(4)] string? Actor);

/// <summary>How a reservation, its posting or its voiding ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.HoldOutcome")]
public abstract record HoldOutcome;

/// <summary>The hold is as was asked, now or since earlier.</summary>
/// <param name="Seq">Number of the posting that made it so.</param>
/// <param name="Points">How many points it held.</param>
/// <param name="Balance">What can be spent now.</param>
/// <param name="TimesOutAt">When it voids itself, while it is open.</param>
[GenerateSerializer, Immutable, Alias("loyalty.HoldAsAsked")]
public sealed record HoldAsAsked(
    [Id(0)] long Seq, [Id(1)] Points Points, [Id(2)] Points Balance, [Id(3)] DateTimeOffset? TimesOutAt) : HoldOutcome;

/// <summary>The balance does not cover it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.HoldBalanceTooLow")]
public sealed record HoldBalanceTooLow([Id(0)] Points Balance, [Id(1)] Points Points) : HoldOutcome;

/// <summary>There is no such hold, or it ended otherwise: posted, voided or timed out.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.HoldNotOpen")]
public sealed record HoldNotOpen : HoldOutcome;

/// <summary>The name was used for a hold of other points.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.HoldNameReused")]
public sealed record HoldNameReused([Id(0)] Points Points) : HoldOutcome;

/// <summary>The account holds as many reservations as it may.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.HoldTooMany")]
public sealed record HoldTooMany([Id(0)] int Limit) : HoldOutcome;

/// <summary>The account is frozen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.HoldAccountFrozen")]
public sealed record HoldAccountFrozen : HoldOutcome;

/// <summary>Nobody of this id has joined, or the number of points is not between 1 and the most of a posting.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.HoldImpossible")]
public sealed record HoldImpossible([Id(0)] Points Min, [Id(1)] Points Max) : HoldOutcome;

/// <summary>Makes a hold final: its points pay, for the order it was made for.</summary>
/// <param name="Hold">The hold's name.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PostHold")]
public sealed record PostHold([Id(0)] string Hold);

/// <summary>Gives a hold's points back to their lots.</summary>
/// <param name="Hold">The hold's name.</param>
[GenerateSerializer, Immutable, Alias("loyalty.VoidHold")]
public sealed record VoidHold([Id(0)] string Hold);

/// <summary>Gives points that paid for an order back to the lots they came from, with their expiry.</summary>
/// <param name="Hold">The posted hold that paid.</param>
/// <param name="Points">How many, at most what it paid less what was given back before.</param>
/// <param name="Refund">The natural key of this refund.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ReturnPoints")]
public sealed record ReturnPoints([Id(0)] string Hold, [Id(1)] Points Points, [Id(2)] string Refund);

/// <summary>How giving back ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReturnOutcome")]
public abstract record ReturnOutcome;

/// <summary>The points are back, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Returned")]
public sealed record Returned([Id(0)] long Seq, [Id(1)] Points Points, [Id(2)] Points Balance) : ReturnOutcome;

/// <summary>More was asked back than is left of what the hold paid.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReturnTooMuch")]
public sealed record ReturnTooMuch([Id(0)] Points Left, [Id(1)] Points Points) : ReturnOutcome;

/// <summary>No such hold of this member was posted.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ReturnNothingPaid")]
public sealed record ReturnNothingPaid : ReturnOutcome;
