namespace OrleansLoyalty.Storage.Mall;

/// <summary>Constraints of the mall's tables, as <see cref="OrleansLoyalty.Journal.FenceRefusedException.Fence"/> names them.</summary>
public static class MallFences
{
    /// <summary>More would have been taken than there is.</summary>
    public const string Stock = "mall_items_stock_fence";
}
