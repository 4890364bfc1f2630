using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>Writes <see cref="MallItemAdded"/>; fenced by the item's id, which is made from the request.</summary>
internal sealed class MallItemTable : IFactTable
{
    public Type FactType => typeof(MallItemAdded);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into mall_items (id, name, description, price, actor, added_at, stock, on_sale)
            select facts.*, 0, true from unnest($1, $2, $3, $4, $5, $6) facts
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MallItemAdded fact) => fact.ItemId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MallItemAdded fact) => fact.Name);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MallItemAdded fact) => fact.Description);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (MallItemAdded fact) => fact.Price.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MallItemAdded fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (MallItemAdded fact) => fact.AddedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="StockSupplied"/> and adds it to the stock; fenced by item and request.</summary>
internal sealed class StockSupplyTable : IFactTable
{
    public Type FactType => typeof(StockSupplied);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into stock_supplies (item_id, request_id, quantity, actor, supplied_at)
            select * from unnest($1, $2, $3, $4, $5)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (StockSupplied fact) => fact.ItemId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (StockSupplied fact) => fact.Request.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (StockSupplied fact) => fact.Quantity);
        insert.AddColumn(facts, NpgsqlDbType.Text, (StockSupplied fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (StockSupplied fact) => fact.SuppliedAt);
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(Stock.Change(facts, (StockSupplied fact) => (fact.ItemId, fact.Quantity)));
    }
}

/// <summary>Writes <see cref="ItemRedeemed"/> and takes it from the stock; fenced by the request and by the stock.</summary>
internal sealed class RedemptionTable : IFactTable
{
    public Type FactType => typeof(ItemRedeemed);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into redemptions (member_id, request_id, id, item_id, quantity, points,
                                     posting_seq, balance_after, redeemed_at, ord, txid)
            select facts.*, pg_current_xact_id()::text::bigint
              from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) facts
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemRedeemed fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemRedeemed fact) => fact.Request.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemRedeemed fact) => fact.Id);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemRedeemed fact) => fact.ItemId);
        insert.AddColumn(facts, NpgsqlDbType.Integer, (ItemRedeemed fact) => fact.Quantity);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ItemRedeemed fact) => fact.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ItemRedeemed fact) => fact.PostingSeq);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ItemRedeemed fact) => fact.BalanceAfter.Value);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ItemRedeemed fact) => fact.RedeemedAt);
        insert.AddOrd(facts);
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(Stock.Change(facts, (ItemRedeemed fact) => (fact.ItemId, -fact.Quantity)));
    }
}
