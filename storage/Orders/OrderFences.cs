namespace OrleansLoyalty.Storage.Orders;

/// <summary>Constraints of the orders' tables, as <see cref="OrleansLoyalty.Journal.FenceRefusedException.Fence"/> names them.</summary>
public static class OrderFences
{
    /// <summary>The reserved points paid for another order.</summary>
    public const string Hold = "orders_hold_fence";

    /// <summary>The refund's number names another refund.</summary>
    public const string RefundNo = "refunds_fence";

    /// <summary>The member's code has reserved points before.</summary>
    public const string MemberCode = "checkout_holds_code_fence";
}
