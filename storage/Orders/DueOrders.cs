using OrleansLoyalty.Channels;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>Orders with something left to do.</summary>
public sealed class DueOrders(Database database)
{
    /// <summary>The most orders of one answer; whoever gets that many asks again.</summary>
    public const int Most = 500;

    // Whoever signs in or is linked waits for these; the others are the sweeper's.
    private const int MostOfOne = 20;

    /// <summary>Orders whose member is known and that have been due since before a moment.</summary>
    public Task<List<OrderKey>> KnownAsync(DateTimeOffset before, CancellationToken cancellation) => KeysAsync(
        $"select channel, order_no from orders_due where member_id is not null and since < $1 order by since limit {Most}",
        [before],
        cancellation);

    /// <summary>Orders that wait for somebody who has joined, or was linked, since a moment.</summary>
    public Task<List<OrderKey>> FoundAsync(DateTimeOffset since, CancellationToken cancellation) => KeysAsync(
        $"""
        select due.channel, due.order_no
          from members member join orders_due due on due.phone = member.phone
         where member.joined_at >= $1 and due.member_id is null
         union
        select due.channel, due.order_no
          from member_external_ids linked
          join orders_due due on due.channel = linked.channel and due.external_id = linked.external_id
         where linked.linked_at >= $1 and due.member_id is null
         limit {Most}
        """,
        [since],
        cancellation);

    /// <summary>The first twenty orders that wait for whoever has this phone number.</summary>
    public Task<List<OrderKey>> OfPhoneAsync(string phone, CancellationToken cancellation = default) => KeysAsync(
        $"select channel, order_no from orders_due where phone = $1 and member_id is null order by since limit {MostOfOne}",
        [phone],
        cancellation);

    /// <summary>The first twenty orders that wait for a channel's customer.</summary>
    public Task<List<OrderKey>> OfAsync(ExternalIdKey key, CancellationToken cancellation = default) => KeysAsync(
        $"""
        select channel, order_no from orders_due
         where channel = $1 and external_id = $2 and member_id is null order by since limit {MostOfOne}
        """,
        [key.Channel, key.ExternalId],
        cancellation);

    private Task<List<OrderKey>> KeysAsync(string query, object?[] parameters, CancellationToken cancellation) =>
        database.Application.RowsAsync(
            query, parameters, row => new OrderKey(row.GetString(0), row.GetString(1)), cancellation);
}
