namespace OrleansLoyalty.Mall;

/// <summary>One item of the mall; the key is the item's id. Thousands of redemptions may be in flight.</summary>
[Alias("loyalty.IMallItemGrain")]
public interface IMallItemGrain : IGrainWithStringKey
{
    /// <summary>Puts the item into the mall. Its id is made from the request, so adding again answers again.</summary>
    [Alias("Add")]
    Task<AddOutcome> Add(AddMallItem command);

    /// <summary>Adds to the stock.</summary>
    [Alias("Restock")]
    Task<RestockOutcome> Restock(RestockMallItem command);

    /// <summary>Puts the item on sale, or takes it off: from the answer on, redemptions are decided by it.</summary>
    [Alias("SetOnSale")]
    Task<SaleOutcome> SetOnSale(SetMallItemOnSale command);

    /// <summary>Gives the item its picture, in place of the one it had.</summary>
    [Alias("SetPicture")]
    Task<PictureOutcome> SetPicture(SetMallItemPicture command);

    /// <summary>Exchanges a member's points for the item.</summary>
    [Alias("Redeem")]
    Task<RedeemOutcome> Redeem(RedeemMallItem command);
}
