using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Mall;

/// <summary>An item came into the mall, with no stock yet.</summary>
public sealed record MallItemAdded(
    string ItemId, string Name, string? Description, Points Price, string Actor, DateTimeOffset AddedAt) : Fact;

/// <summary>Stock came in.</summary>
public sealed record StockSupplied(
    string ItemId, RequestId Request, long Quantity, string Actor, DateTimeOffset SuppliedAt) : Fact;

/// <summary>An item was put on sale or taken off.</summary>
public sealed record ItemSaleSet(string ItemId, bool OnSale, string Actor, DateTimeOffset SetAt) : Fact;

/// <summary>A picture, kept once however many items show it.</summary>
/// <param name="Id">The SHA-256 of its bytes, so it never changes under its id.</param>
/// <param name="ContentType">What its bytes are, as they were found to be.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Bytes">The file.</param>
public sealed record Picture(string Id, string ContentType, int Width, int Height, byte[] Bytes);

/// <summary>An item was given a picture.</summary>
public sealed record ItemPictureSet(string ItemId, Picture Picture, string Actor, DateTimeOffset SetAt) : Fact;

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
