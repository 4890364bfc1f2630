using System.Collections.Immutable;

namespace OrleansLoyalty.Orders;

/// <summary>All that is durable of an order.</summary>
/// <param name="Paid">The order.</param>
/// <param name="Assigned">Whose it is, once that is known.</param>
/// <param name="Credit">What it earned, once that is in the account.</param>
/// <param name="Refunds">Its refunds, in their order.</param>
/// <param name="Settlements">What refunds did to the account, by their numbers.</param>
public sealed record OrderRow(
    OrderPaid Paid,
    OrderAssigned? Assigned,
    EarnedCredit? Credit,
    ImmutableArray<OrderRefunded> Refunds,
    ImmutableDictionary<string, RefundSettlement> Settlements);
