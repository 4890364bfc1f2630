using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Activities;

/// <summary>
/// What the orders of an invited friend bring to whoever invited them; the key is the friend's member id. The inviter has
/// it as long as the friend has an order that was not given back.
/// </summary>
[Alias("loyalty.IFriendOrdersGrain")]
public interface IFriendOrdersGrain : IGrainWithStringKey
{
    /// <summary>Credits the inviter for an order of the friend, unless another order did. Doing it again is harmless.</summary>
    [Alias("Ordered")]
    Task Ordered(OrderKey order, DateTimeOffset paidAt);

    /// <summary>
    /// An order was given back whole: takes back what the inviter got when it was the friend's only one. Doing it again is
    /// harmless.
    /// </summary>
    [Alias("Refunded")]
    Task Refunded();
}
