using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>Writes <see cref="ItemSaleSet"/>; the last one of a batch holds.</summary>
internal sealed class ItemSaleTable : IFactTable
{
    public Type FactType => typeof(ItemSaleSet);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            with facts as (
              insert into mall_item_sales (item_id, on_sale, actor, set_at) select * from unnest($1, $2, $3, $4)
              returning item_id, on_sale, set_at
            )
            update mall_items set on_sale = last.on_sale
              from (select distinct on (item_id) item_id, on_sale from facts order by item_id, set_at desc) last
             where mall_items.id = last.item_id
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemSaleSet fact) => fact.ItemId);
        insert.AddColumn(facts, NpgsqlDbType.Boolean, (ItemSaleSet fact) => fact.OnSale);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemSaleSet fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ItemSaleSet fact) => fact.SetAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="ItemPictureSet"/> and the picture, where it is new; the last one of a batch holds.</summary>
internal sealed class ItemPictureTable : IFactTable
{
    public Type FactType => typeof(ItemPictureSet);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        batch.BatchCommands.Add(Pictures(facts));
        var insert = new NpgsqlBatchCommand(
            """
            with facts as (
              insert into mall_item_pictures (item_id, picture_id, actor, set_at) select * from unnest($1, $2, $3, $4)
              returning item_id, picture_id, set_at
            )
            update mall_items set picture_id = last.picture_id
              from (select distinct on (item_id) item_id, picture_id from facts order by item_id, set_at desc) last
             where mall_items.id = last.item_id
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemPictureSet fact) => fact.ItemId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemPictureSet fact) => fact.Picture.Id);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemPictureSet fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ItemPictureSet fact) => fact.SetAt);
        batch.BatchCommands.Add(insert);
    }

    private static NpgsqlBatchCommand Pictures(IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into pictures (id, content_type, width, height, bytes)
            select * from unnest($1, $2, $3, $4, $5) on conflict (id) do nothing
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemPictureSet fact) => fact.Picture.Id);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ItemPictureSet fact) => fact.Picture.ContentType);
        insert.AddColumn(facts, NpgsqlDbType.Integer, (ItemPictureSet fact) => fact.Picture.Width);
        insert.AddColumn(facts, NpgsqlDbType.Integer, (ItemPictureSet fact) => fact.Picture.Height);
        insert.AddColumn(facts, NpgsqlDbType.Bytea, (ItemPictureSet fact) => fact.Picture.Bytes);
        return insert;
    }
}
