using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>Writes <see cref="OrderPaid"/> with its lines, and lists it as due; fenced by the order's name and by its hold.</summary>
internal sealed class OrderTable : IFactTable
{
    public Type FactType => typeof(OrderPaid);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        // Both read the same columns: what is due is part of what is recorded.
        var insert = new NpgsqlBatchCommand(
            """
            with placed as (
              select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                as placed (channel, order_no, store, amount, phone, external_id, hold, hold_points, digest, actor, paid_at, recorded_at)
            ), due as (
              insert into orders_due (channel, order_no, phone, external_id, since)
              select channel, order_no, phone, external_id, recorded_at from placed
            )
            insert into orders (channel, order_no, store, amount, phone, external_id, hold, hold_points, digest, actor,
                                paid_at, recorded_at)
            select * from placed
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderPaid fact) => fact.Key.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderPaid fact) => fact.Key.OrderNo);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderPaid fact) => fact.Store);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (OrderPaid fact) => fact.Amount.MinorUnits);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderPaid fact) => fact.Phone);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderPaid fact) => fact.ExternalId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderPaid fact) => fact.Hold);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (OrderPaid fact) => fact.HoldPoints.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bytea, (OrderPaid fact) => fact.Digest);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderPaid fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (OrderPaid fact) => fact.PaidAt);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (OrderPaid fact) => fact.RecordedAt);
        batch.BatchCommands.Add(insert);
        AddLines(batch, facts);
    }

    private static void AddLines(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var lines = (
            from fact in facts
            let order = (OrderPaid)fact.Fact
            from line in order.Lines.Select((line, index) => new LineOf(order.Key, index, line))
            select new OrderedFact(line, fact.Ord)).ToList();
        var insert = new NpgsqlBatchCommand(
            """
            insert into order_lines (channel, order_no, ord, line, product, category, quantity, amount)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        insert.AddColumn(lines, NpgsqlDbType.Text, (LineOf each) => each.Key.Channel);
        insert.AddColumn(lines, NpgsqlDbType.Text, (LineOf each) => each.Key.OrderNo);
        insert.AddColumn(lines, NpgsqlDbType.Integer, (LineOf each) => each.Index);
        insert.AddColumn(lines, NpgsqlDbType.Text, (LineOf each) => each.Line.Line);
        insert.AddColumn(lines, NpgsqlDbType.Text, (LineOf each) => each.Line.Product);
        insert.AddColumn(lines, NpgsqlDbType.Text, (LineOf each) => each.Line.Category);
        insert.AddColumn(lines, NpgsqlDbType.Integer, (LineOf each) => each.Line.Quantity);
        insert.AddColumn(lines, NpgsqlDbType.Bigint, (LineOf each) => each.Line.Amount.MinorUnits);
        batch.BatchCommands.Add(insert);
    }

    private sealed record LineOf(OrderKey Key, int Index, EarningLine Line) : Fact;
}

/// <summary>Writes <see cref="OrderAssigned"/>, also into the list of what is due; fenced by the order.</summary>
internal sealed class OrderAssignmentTable : IFactTable
{
    public Type FactType => typeof(OrderAssigned);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into order_assignments (channel, order_no, member_id, refunds, assigned_at)
            select * from unnest($1, $2, $3, $4, $5)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderAssigned fact) => fact.Key.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderAssigned fact) => fact.Key.OrderNo);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderAssigned fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Integer, (OrderAssigned fact) => fact.Refunds);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (OrderAssigned fact) => fact.AssignedAt);
        batch.BatchCommands.Add(insert);

        var due = new NpgsqlBatchCommand(
            """
            update orders_due set member_id = known.member_id
              from unnest($1, $2, $3) known (channel, order_no, member_id)
             where orders_due.channel = known.channel collate "C" and orders_due.order_no = known.order_no collate "C"
            """);
        due.AddColumn(facts, NpgsqlDbType.Text, (OrderAssigned fact) => fact.Key.Channel);
        due.AddColumn(facts, NpgsqlDbType.Text, (OrderAssigned fact) => fact.Key.OrderNo);
        due.AddColumn(facts, NpgsqlDbType.Text, (OrderAssigned fact) => fact.Member.Value);
        batch.BatchCommands.Add(due);
    }
}

/// <summary>Writes <see cref="OrderCredited"/>; fenced by the order.</summary>
internal sealed class OrderCreditTable : IFactTable
{
    public Type FactType => typeof(OrderCredited);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into order_credits (channel, order_no, member_id, posting_seq, points, award, spendable_on, expires_on,
                                       credited_at)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderCredited fact) => fact.Key.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderCredited fact) => fact.Key.OrderNo);
        insert.AddColumn(facts, NpgsqlDbType.Text, (OrderCredited fact) => fact.Member.Value);
        insert.AddCredit(facts, (OrderCredited fact) => fact.Credit);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Carries <see cref="OrderDone"/> out on the list of what is due.</summary>
internal sealed class OrderDoneTable : IFactTable
{
    public Type FactType => typeof(OrderDone);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var delete = new NpgsqlBatchCommand(
            """
            delete from orders_due using unnest($1, $2) done (channel, order_no)
             where orders_due.channel = done.channel collate "C" and orders_due.order_no = done.order_no collate "C"
            """);
        delete.AddColumn(facts, NpgsqlDbType.Text, (OrderDone fact) => fact.Key.Channel);
        delete.AddColumn(facts, NpgsqlDbType.Text, (OrderDone fact) => fact.Key.OrderNo);
        batch.BatchCommands.Add(delete);
    }
}
