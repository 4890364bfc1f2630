using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>Which orders a list shows; a part that is null does not narrow it. Times: from inclusive, to exclusive.</summary>
public sealed record OrderFilter(
    OrderStatus? Status = null,
    string? Channel = null,
    string? MemberId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>A line of an order and what is left of it.</summary>
public sealed record ListedLine(
    string Line, string Product, string? Category, int Quantity, Money Amount, int RefundedQuantity, Money RefundedAmount);

/// <summary>Finds and lists orders, those paid last first.</summary>
public sealed class OrderQueries(Database database)
{
    // An order is gone when all its money is back, or all its pieces are.
    private const string Select =
        """
        select * from (
          select placed.channel, placed.order_no, placed.store, placed.amount, coalesce(refunded.amount, 0) as refunded,
                 case
                   when refunded.amount is not null
                        and ((placed.amount > 0 and refunded.amount = placed.amount)
                             or refunded.quantity = (select sum(line.quantity) from order_lines line
                                                      where line.channel = placed.channel and line.order_no = placed.order_no))
                   then 4
                   when credit.posting_seq is null then 1
                   when refunded.amount is not null then 3
                   else 2
                 end as status,
                 assigned.member_id, placed.external_id, placed.phone, placed.hold, placed.hold_points,
                 coalesce(refunded.returned, 0) as returned, placed.paid_at, placed.recorded_at,
                 credit.posting_seq, credit.award, credit.spendable_on, credit.expires_on, credit.credited_at
            from orders placed
            left join order_assignments assigned
              on assigned.channel = placed.channel and assigned.order_no = placed.order_no
            left join order_credits credit on credit.channel = placed.channel and credit.order_no = placed.order_no
            left join lateral (
              select max(refund.amount_after) as amount, sum(refund.returned)::bigint as returned,
                     (select sum(line.quantity) from refund_lines line
                        join refunds each on each.channel = line.channel and each.refund_no = line.refund_no
                       where each.channel = placed.channel and each.order_no = placed.order_no) as quantity
                from refunds refund
               where refund.channel = placed.channel and refund.order_no = placed.order_no) refunded on true
        ) listed
        """;

    /// <summary>One order, or <see langword="null"/> when nobody has recorded it.</summary>
    public Task<OrderView?> FindAsync(OrderKey key, CancellationToken cancellation) => database.Application.RowAsync(
        $"{Select} where channel = $1 and order_no = $2", [key.Channel, key.OrderNo], Read, cancellation);

    /// <summary>A page of orders. The key is (paid at, channel, number).</summary>
    public Task<ListPage<OrderView>> ListAsync(OrderFilter filter, ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(Select, ["paid_at", "channel", "order_no"], descending: true)
            .Where("status = {0}", (int?)filter.Status)
            .Where("channel = {0}", filter.Channel)
            .Where("member_id = {0}", filter.MemberId)
            .Where("paid_at >= {0}", filter.From?.ToUniversalTime())
            .Where("paid_at < {0}", filter.To?.ToUniversalTime())
            .ReadAsync(database.Application, window, Read, cancellation);

    /// <summary>The lines of some orders, in their order.</summary>
    public async Task<ILookup<OrderKey, ListedLine>> LinesAsync(IReadOnlyList<OrderKey> keys, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            """
            select line.channel, line.order_no, line.line, line.product, line.category, line.quantity, line.amount,
                   coalesce(back.quantity, 0)::int, coalesce(back.amount, 0)::bigint
              from unnest($1, $2) wanted (channel, order_no)
              join order_lines line
                on line.channel = wanted.channel collate "C" and line.order_no = wanted.order_no collate "C"
              left join lateral (
                select sum(part.quantity) as quantity, sum(part.amount) as amount
                  from refunds refund join refund_lines part on part.channel = refund.channel and part.refund_no = refund.refund_no
                 where refund.channel = line.channel and refund.order_no = line.order_no and part.line = line.line) back on true
             order by line.channel, line.order_no, line.ord
            """,
            Names(keys),
            row => (Key: Key(row), Line: new ListedLine(
                row.GetString(2),
                row.GetString(3),
                row.Nullable<string>(4),
                row.GetInt32(5),
                new Money(row.GetInt64(6)),
                row.GetInt32(7),
                new Money(row.GetInt64(8)))),
            cancellation);
        return rows.ToLookup(row => row.Key, row => row.Line);
    }

    /// <summary>The refunds of some orders, in their order.</summary>
    public async Task<ILookup<OrderKey, RefundView>> RefundsAsync(IReadOnlyList<OrderKey> keys, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            """
            select refund.channel, refund.order_no, refund.refund_no, refund.amount, refund.refunded_at,
                   done.reversed, done.debt, done.returned
              from unnest($1, $2) wanted (channel, order_no)
              join refunds refund
                on refund.channel = wanted.channel collate "C" and refund.order_no = wanted.order_no collate "C"
              left join refund_settlements done on done.channel = refund.channel and done.refund_no = refund.refund_no
             order by refund.channel, refund.order_no, refund.ord
            """,
            Names(keys),
            row => (Key: Key(row), Refund: new RefundView(
                row.GetString(2), new Money(row.GetInt64(3)), row.Moment(4), Settlement(row))),
            cancellation);
        return rows.ToLookup(row => row.Key, row => row.Refund);
    }

    private static object[] Names(IReadOnlyList<OrderKey> keys) =>
        [keys.Select(key => key.Channel).ToArray(), keys.Select(key => key.OrderNo).ToArray()];

    private static OrderKey Key(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1));

    private static RefundSettlement? Settlement(NpgsqlDataReader row) => row.IsDBNull(5)
        ? null
        : new RefundSettlement(new Points(row.GetInt64(5)), new Points(row.GetInt64(6)), new Points(row.GetInt64(7)));

    private static OrderView Read(NpgsqlDataReader row) => new(
        Key(row),
        row.Nullable<string>(2),
        new Money(row.GetInt64(3)),
        new Money(row.GetInt64(4)),
        (OrderStatus)row.GetInt32(5),
        row.IsDBNull(6) ? null : new MemberId(row.GetString(6)),
        row.Nullable<string>(7),
        row.Nullable<string>(8),
        row.Nullable<string>(9),
        new Points(row.GetInt64(10)),
        new Points(row.GetInt64(11)),
        row.Moment(12),
        row.Moment(13),
        CreditColumns.Read(row, 14));
}
