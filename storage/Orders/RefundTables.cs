using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>
/// Writes <see cref="OrderRefunded"/> with its lines, and lists the order as due again; fenced by the refund's number and
/// by its place among the order's refunds.
/// </summary>
internal sealed class RefundTable : IFactTable
{
    public Type FactType => typeof(OrderRefunded);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into refunds (channel, refund_no, order_no, ord, amount, amount_after, returned, digest, actor, refunded_at)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderRefunded fact) => fact.Key.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderRefunded fact) => fact.RefundNo);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderRefunded fact) => fact.Key.OrderNo);
        insert.AddColumn(facts, NpgsqlDbType.Integer, (OrderRefunded fact) => fact.Ord);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (OrderRefunded fact) => fact.Amount.MinorUnits);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (OrderRefunded fact) => fact.AmountAfter.MinorUnits);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (OrderRefunded fact) => fact.Returned.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bytea, (OrderRefunded fact) => fact.Digest);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderRefunded fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (OrderRefunded fact) => fact.RefundedAt);
        batch.BatchCommands.Add(insert);
        AddLines(batch, facts);
        AddDue(batch, facts);
    }

    private static void AddLines(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var lines = (
            from fact in facts
            let refund = (OrderRefunded)fact.Fact
            from part in refund.Lines
            select new OrderedFact(new PartOf(refund.Key.Channel, refund.RefundNo, part), fact.Ord)).ToList();
        var insert = new NpgsqlBatchCommand(
            """
            insert into refund_lines (channel, refund_no, line, quantity, amount)
            select * from unnest($1, $2, $3, $4, $5)
            """);
        insert.AddColumn(lines, NpgsqlDbType.Text, (PartOf each) => each.Channel);
        insert.AddColumn(lines, NpgsqlDbType.Text, (PartOf each) => each.RefundNo);
        insert.AddColumn(lines, NpgsqlDbType.Text, (PartOf each) => each.Part.Line);
        insert.AddColumn(lines, NpgsqlDbType.Integer, (PartOf each) => each.Part.Quantity);
        insert.AddColumn(lines, NpgsqlDbType.Bigint, (PartOf each) => each.Part.Amount.MinorUnits);
        batch.BatchCommands.Add(insert);
    }

    private static void AddDue(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var due = new NpgsqlBatchCommand(
            """
            insert into orders_due (channel, order_no, phone, external_id, member_id, since)
            select distinct placed.channel, placed.order_no, placed.phone, placed.external_id, assigned.member_id, now()
              from unnest($1, $2) refunded (channel, order_no)
              join orders placed
                on placed.channel = refunded.channel collate "C" and placed.order_no = refunded.order_no collate "C"
              left join order_assignments assigned
                on assigned.channel = placed.channel and assigned.order_no = placed.order_no
                on conflict (channel, order_no) do nothing
            """);
        due.AddColumn(facts, NpgsqlDbType.Text, (OrderRefunded fact) => fact.Key.Channel);
        due.AddColumn(facts, NpgsqlDbType.Text, (OrderRefunded fact) => fact.Key.OrderNo);
        batch.BatchCommands.Add(due);
    }

    private sealed record PartOf(string Channel, string RefundNo, RefundedPart Part) : Fact;
}

/// <summary>Writes <see cref="RefundSettled"/>; fenced by the refund.</summary>
internal sealed class RefundSettlementTable : IFactTable
{
    public Type FactType => typeof(RefundSettled);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into refund_settlements (channel, refund_no, reversed, debt, returned, settled_at)
            select * from unnest($1, $2, $3, $4, $5, $6)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (RefundSettled fact) => fact.Key.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Text, (RefundSettled fact) => fact.RefundNo);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (RefundSettled fact) => fact.Settlement.Reversed.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (RefundSettled fact) => fact.Settlement.Debt.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (RefundSettled fact) => fact.Settlement.Returned.Value);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (RefundSettled fact) => fact.SettledAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="CheckoutHeld"/>; fenced by the reservation's name and by the member's code.</summary>
internal sealed class CheckoutHoldTable : IFactTable
{
    public Type FactType => typeof(CheckoutHeld);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into checkout_holds (hold, member_id, channel, points, amount, member_code, actor, held_at)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CheckoutHeld fact) => fact.Hold);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CheckoutHeld fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CheckoutHeld fact) => fact.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CheckoutHeld fact) => fact.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CheckoutHeld fact) => fact.Amount.MinorUnits);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CheckoutHeld fact) => fact.MemberCode);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CheckoutHeld fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (CheckoutHeld fact) => fact.HeldAt);
        batch.BatchCommands.Add(insert);
    }
}
