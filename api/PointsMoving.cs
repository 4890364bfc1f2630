namespace OrleansLoyalty.Api;

/// <summary>Mutations of which a document may select one, once.</summary>
/// <remarks>Attempts are limited by request elsewhere, so that one request must not hold a hundred of them.</remarks>
internal static class PointsMoving
{
    /// <summary>Their names in the schema.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "claimProductCode", "redeemMallItem", "adjustPoints", "approveAdjustment", "freezeAccount", "unfreezeAccount",
        "reinstatePoints", "sendPoints",
        "placeOrder", "refundOrder", "holdPoints", "postHold", "voidHold", "recordActivity", "checkIn", "acceptInvitation",
        "linkMember",
    ];
}
