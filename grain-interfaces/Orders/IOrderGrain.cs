namespace OrleansLoyalty.Orders;

/// <summary>One order; the key is an <see cref="OrderKey"/>. Recorded first, then credited: what a crash leaves between
/// the two is finished by the next call, or by the sweeper.</summary>
[Alias("loyalty.IOrderGrain")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Records a paid order and credits what it earns. Sent again, it answers what stands.</summary>
    [Alias("Place")]
    Task<PlaceOrderOutcome> Place(PlaceOrder command);

    /// <summary>Gives some or all of the order back. Sent again, it answers what stands.</summary>
    [Alias("Refund")]
    Task<RefundOutcome> Refund(RefundOrder command);

    /// <summary>Does what is left to do: finds the member, credits, settles refunds. Harmless when nothing is.</summary>
    /// <returns>Whether nothing is left to do.</returns>
    [Alias("Settle")]
    Task<bool> Settle();
}
