using System.Collections.Immutable;
using Npgsql;
using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>Loads an order for its activation.</summary>
public sealed class OrderLoad(Database database)
{
    /// <summary>The order, or <see langword="null"/> when nobody has recorded it.</summary>
    public async Task<OrderRow?> LoadAsync(OrderKey key)
    {
        object[] name = [key.Channel, key.OrderNo];
        var head = await database.Application.RowAsync(
            """
            select placed.store, placed.external_id, placed.phone, placed.hold, placed.hold_points, placed.digest, placed.actor,
                   placed.paid_at, placed.recorded_at,
                   assigned.member_id, assigned.refunds, assigned.assigned_at,
                   credit.posting_seq, credit.award, credit.spendable_on, credit.expires_on, credit.credited_at
              from orders placed
              left join order_assignments assigned
                on assigned.channel = placed.channel and assigned.order_no = placed.order_no
              left join order_credits credit on credit.channel = placed.channel and credit.order_no = placed.order_no
             where placed.channel = $1 and placed.order_no = $2
            """,
            name,
            row => new OrderRow(
                Paid(key, row),
                row.IsDBNull(9) ? null : new OrderAssigned(key, new MemberId(row.GetString(9)), row.GetInt32(10), row.Moment(11)),
                CreditColumns.Read(row, 12),
                [],
                ImmutableDictionary<string, RefundSettlement>.Empty));
        if (head is null)
        {
            return null;
        }

        var lines = await database.Application.RowsAsync(
            """
            select line, product, category, quantity, amount from order_lines
             where channel = $1 and order_no = $2 order by ord
            """,
            name,
            row => new EarningLine(
                row.GetString(0), row.GetString(1), row.Nullable<string>(2), row.GetInt32(3), new Money(row.GetInt64(4))));
        return await WithRefundsAsync(head with { Paid = head.Paid with { Lines = [.. lines] } });
    }

    /// <summary>The order that a refund's number names; <see langword="null"/> when it is free.</summary>
    public Task<string?> RefundedOrderAsync(string channel, string refundNo) => database.Application.RowAsync(
        "select order_no from refunds where channel = $1 and refund_no = $2", [channel, refundNo], row => row.GetString(0));

    private async Task<OrderRow> WithRefundsAsync(OrderRow order)
    {
        var rows = await database.Application.RowsAsync(
            """
            select refund.refund_no, refund.ord, refund.amount, refund.amount_after, refund.returned, refund.digest, refund.actor,
                   refund.refunded_at, line.line, line.quantity, line.amount, done.reversed, done.debt, done.returned
              from refunds refund
              left join refund_lines line on line.channel = refund.channel and line.refund_no = refund.refund_no
              left join refund_settlements done on done.channel = refund.channel and done.refund_no = refund.refund_no
             where refund.channel = $1 and refund.order_no = $2
             order by refund.ord, line.line
            """,
            [order.Paid.Key.Channel, order.Paid.Key.OrderNo],
            row => (Refund: Refund(order.Paid.Key, row), Part: Part(row), Settlement: Settlement(row)));
        var refunds = rows.GroupBy(row => row.Refund.Ord).Select(group => (
            Refund: group.First().Refund with
            {
                Lines = [.. group.Where(row => row.Part is not null).Select(row => row.Part!.Value)],
            },
            group.First().Settlement)).ToList();
        return order with
        {
            Refunds = [.. refunds.Select(each => each.Refund)],
            Settlements = refunds.Where(each => each.Settlement is not null)
                .ToImmutableDictionary(each => each.Refund.RefundNo, each => each.Settlement!),
        };
    }

    private static OrderPaid Paid(OrderKey key, NpgsqlDataReader row) => new(
        key,
        row.Nullable<string>(0),
        [],
        row.Nullable<string>(1),
        row.Nullable<string>(2),
        row.Nullable<string>(3),
        new Points(row.GetInt64(4)),
        row.GetFieldValue<byte[]>(5),
        row.GetString(6),
        row.Moment(7),
        row.Moment(8));

    private static OrderRefunded Refund(OrderKey key, NpgsqlDataReader row) => new(
        key,
        row.GetString(0),
        row.GetInt32(1),
        [],
        new Money(row.GetInt64(2)),
        new Money(row.GetInt64(3)),
        new Points(row.GetInt64(4)),
        row.GetFieldValue<byte[]>(5),
        row.GetString(6),
        row.Moment(7));

    private static RefundedPart? Part(NpgsqlDataReader row) => row.IsDBNull(8)
        ? null
        : new RefundedPart(row.GetString(8), row.GetInt32(9), new Money(row.GetInt64(10)));

    private static RefundSettlement? Settlement(NpgsqlDataReader row) => row.IsDBNull(11)
        ? null
        : new RefundSettlement(new Points(row.GetInt64(11)), new Points(row.GetInt64(12)), new Points(row.GetInt64(13)));
}
