using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Orders;

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    /// <summary>No member is known for it yet; what it earns is credited once one is.</summary>
    Waiting = 1,

    /// <summary>What it earns is in the member's account.</summary>
    Credited = 2,

    /// <summary>A part of it was given back.</summary>
    PartlyRefunded = 3,

    /// <summary>All of it was given back.</summary>
    Refunded = 4,
}

/// <summary>An order as it stands.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Store">The store, when it was bought in one.</param>
/// <param name="Amount">What was paid.</param>
/// <param name="Refunded">What of it was given back.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Member">Whose it is, once that is known.</param>
/// <param name="ExternalId">The channel's own id of the customer.</param>
/// <param name="Phone">The customer's phone number.</param>
/// <param name="Hold">The reserved points that paid for a part of it.</param>
/// <param name="PointsUsed">How many they were.</param>
/// <param name="PointsReturned">How many of them went back.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Credit">What it earned, once that is in the account.</param>
[GenerateSerializer, Immutable, Alias("loyalty.OrderView")]
public sealed record OrderView(
    [Id(0)] OrderKey Key,
    [Id(1)] string? Store,
    [Id(2)] Money Amount,
    [Id(3)] Money Refunded,
    [Id(4)] OrderStatus Status,
    [Id(5)] MemberId? Member,
    [Id(6)] string? ExternalId,
    [Id(7)] string? Phone,
    [Id(8)] string? Hold,
    [Id(9)] Points PointsUsed,
    [Id(10)] Points PointsReturned,
    [Id(11)] DateTimeOffset PaidAt,
    [Id(12)] DateTimeOffset RecordedAt,
    [Id(13)] EarnedCredit? Credit);

/// <summary>What an event earned, as it was first answered.</summary>
/// <param name="Seq">Number of the posting in the member's account; 0 when no rule asked for such events, so that none was made.</param>
/// <param name="Award">What was given, and why.</param>
/// <param name="SpendableOn">From which day on the points could be spent; <see langword="null"/> for at once.</param>
/// <param name="ExpiresOn">The last day of the points when they were given; <see langword="null"/> for none.</param>
/// <param name="CreditedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EarnedCredit")]
public sealed record EarnedCredit(
    [Id(0)] long Seq,
    [Id(1)] Award Award,
    [Id(2)] DateOnly? SpendableOn,
    [Id(3)] DateOnly? ExpiresOn,
    [Id(4)] DateTimeOffset CreditedAt);

/// <summary>A refund as it stands.</summary>
/// <param name="RefundNo">The channel's own number of it.</param>
/// <param name="Amount">What was given back.</param>
/// <param name="RefundedAt">When it was recorded.</param>
/// <param name="Settlement">What it did to the account; <see langword="null"/> while nothing was credited.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RefundView")]
public sealed record RefundView(
    [Id(0)] string RefundNo, [Id(1)] Money Amount, [Id(2)] DateTimeOffset RefundedAt, [Id(3)] RefundSettlement? Settlement);

/// <summary>What a refund did to the account.</summary>
/// <param name="Reversed">How many points that the order earned were taken back.</param>
/// <param name="Debt">How many of them had been spent and are owed.</param>
/// <param name="Returned">How many points that paid for the order went back to the member.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RefundSettlement")]
public sealed record RefundSettlement([Id(0)] Points Reversed, [Id(1)] Points Debt, [Id(2)] Points Returned);
