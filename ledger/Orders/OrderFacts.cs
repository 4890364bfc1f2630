using System.Collections.Immutable;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Orders;

/// <summary>An order was paid.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Store">The store, when it was bought in one.</param>
/// <param name="Lines">What was paid for.</param>
/// <param name="ExternalId">The channel's own id of the customer.</param>
/// <param name="Phone">The customer's phone number.</param>
/// <param name="Hold">The reserved points that paid for a part of it.</param>
/// <param name="HoldPoints">How many they were.</param>
/// <param name="Digest">By which the same order, sent again, is known.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record OrderPaid(
    OrderKey Key,
    string? Store,
    ImmutableArray<EarningLine> Lines,
    string? ExternalId,
    string? Phone,
    string? Hold,
    Points HoldPoints,
    byte[] Digest,
    string Actor,
    DateTimeOffset PaidAt,
    DateTimeOffset RecordedAt) : Fact
{
    /// <summary>What was paid in all.</summary>
    public Money Amount => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
}

/// <summary>Whose an order is.</summary>
/// <param name="Key">The order.</param>
/// <param name="Member">Whose.</param>
/// <param name="Refunds">How many refunds there were by then; they are left out of what it earns.</param>
/// <param name="AssignedAt">When.</param>
public sealed record OrderAssigned(OrderKey Key, MemberId Member, int Refunds, DateTimeOffset AssignedAt) : Fact;

/// <summary>What an order earned.</summary>
public sealed record OrderCredited(OrderKey Key, MemberId Member, EarnedCredit Credit) : Fact;

/// <summary>Some or all of an order was given back.</summary>
/// <param name="Key">The order.</param>
/// <param name="RefundNo">The channel's own number of the refund.</param>
/// <param name="Ord">Its place among the refunds of the order, from 1.</param>
/// <param name="Lines">What of which line, both figures given.</param>
/// <param name="Amount">How much money in all.</param>
/// <param name="AmountAfter">How much of the order was given back with this refund.</param>
/// <param name="Returned">How many of the points that paid for it go back.</param>
/// <param name="Digest">By which the same refund, sent again, is known.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="RefundedAt">When it was recorded.</param>
public sealed record OrderRefunded(
    OrderKey Key,
    string RefundNo,
    int Ord,
    ImmutableArray<RefundedPart> Lines,
    Money Amount,
    Money AmountAfter,
    Points Returned,
    byte[] Digest,
    string Actor,
    DateTimeOffset RefundedAt) : Fact;

/// <summary>What of a line was given back.</summary>
public readonly record struct RefundedPart(string Line, int Quantity, Money Amount);

/// <summary>What a refund did to the account.</summary>
public sealed record RefundSettled(OrderKey Key, string RefundNo, RefundSettlement Settlement, DateTimeOffset SettledAt) : Fact;

/// <summary>Nothing is left to do for an order: it leaves the derived list of those that are due.</summary>
public sealed record OrderDone(OrderKey Key) : Fact;

/// <summary>Points were reserved to pay for an order.</summary>
/// <param name="Hold">The reservation's name.</param>
/// <param name="Member">Whose points.</param>
/// <param name="Channel">Which channel may use it; <see langword="null"/> when the member or a clerk reserved them.</param>
/// <param name="Points">How many.</param>
/// <param name="Amount">What the order was worth.</param>
/// <param name="MemberCode">The code that the member showed.</param>
/// <param name="Actor">Who reserved.</param>
/// <param name="HeldAt">When.</param>
public sealed record CheckoutHeld(
    string Hold,
    MemberId Member,
    string? Channel,
    Points Points,
    Money Amount,
    string? MemberCode,
    string Actor,
    DateTimeOffset HeldAt) : Fact;
