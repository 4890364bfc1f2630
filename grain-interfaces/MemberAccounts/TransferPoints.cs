using System.Collections.Immutable;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>Sends points to another member. They leave at once and arrive in an entry of their own.</summary>
/// <param name="To">Who receives; has joined.</param>
/// <param name="Points">How many.</param>
/// <param name="Request">The sender's name for the transfer.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SendPoints")]
public sealed record SendPoints([Id(0)] MemberId To, [Id(1)] Points Points, [Id(2)] RequestId Request);

/// <summary>How sending ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SendOutcome")]
public abstract record SendOutcome;

/// <summary>The points have left, now or since earlier, and are on their way.</summary>
/// <param name="Transfer">The transfer's id.</param>
/// <param name="To">Who receives.</param>
/// <param name="Parts">What arrives: points by their last day.</param>
/// <param name="Balance">What the sender can spend now.</param>
[GenerateSerializer, Immutable, Alias("loyalty.PointsSent")]
public sealed record PointsSent(
    [Id(0)] string Transfer, [Id(1)] MemberId To, [Id(2)] ImmutableArray<LotSlice> Parts, [Id(3)] Points Balance) : SendOutcome;

/// <summary>The program, or the sender's tier, does not allow it.</summary>
/// <param name="LowestTier">From which tier on it is allowed; <see langword="null"/> when it is not allowed at all.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SendNotAllowed")]
public sealed record SendNotAllowed([Id(0)] string? LowestTier) : SendOutcome;

/// <summary>Fewer points than one transfer moves at least, or more than are left for the day.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SendOutOfRange")]
public sealed record SendOutOfRange([Id(0)] Points Min, [Id(1)] Points Max) : SendOutcome;

/// <summary>The balance does not cover it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SendBalanceTooLow")]
public sealed record SendBalanceTooLow([Id(0)] Points Balance, [Id(1)] Points Points) : SendOutcome;

/// <summary>The account is frozen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SendAccountFrozen")]
public sealed record SendAccountFrozen : SendOutcome;

/// <summary>The receiver has not joined, or is the sender.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SendReceiverNotFound")]
public sealed record SendReceiverNotFound : SendOutcome;

/// <summary>The request id was used for another transfer.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SendRequestReused")]
public sealed record SendRequestReused : SendOutcome;

/// <summary>Takes in what another member sent. Taking it in again changes nothing.</summary>
/// <param name="Transfer">The transfer's id.</param>
/// <param name="From">Who sent.</param>
/// <param name="Parts">What arrives.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ReceivePoints")]
public sealed record ReceivePoints(
    [Id(0)] string Transfer, [Id(1)] MemberId From, [Id(2)] ImmutableArray<LotSlice> Parts);
