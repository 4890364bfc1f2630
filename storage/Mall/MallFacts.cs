using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>An item came into the mall, with no stock yet.</summary>
public sealed record MallItemAdded(
    string ItemId, string Name, string? Description, Points Price, string Actor, DateTimeOffset AddedAt) : Fact;

/// <summary>Stock came in.</summary>
public sealed record StockSupplied(
    string ItemId, RequestId Request, long Quantity, string Actor, DateTimeOffset SuppliedAt) : Fact;

/// <summary>A member exchanged points for an item; takes the quantity from its stock.</summary>
/// <param name="Id">Names the redemption.</param>
/// <param name="Member">Who redeemed.</param>
/// <param name="Request">The member's name for the redemption.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Points">What all of them cost together.</param>
/// <param name="PostingSeq">The posting that took the points.</param>
/// <param name="BalanceAfter">The member's balance right after.</param>
/// <param name="RedeemedAt">When.</param>
public sealed record ItemRedeemed(
    string Id,
    MemberId Member,
    RequestId Request,
    string ItemId,
    int Quantity,
    Points Points,
    long PostingSeq,
    Points BalanceAfter,
    DateTimeOffset RedeemedAt) : Fact;
