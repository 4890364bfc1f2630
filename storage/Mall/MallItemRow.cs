using Npgsql;
using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>A row of <c>mall_items</c>, read the same way everywhere.</summary>
internal static class MallItemRow
{
    internal const string Columns =
        "item.id, item.name, item.description, item.price, item.stock, item.on_sale, item.picture_id";

    internal static MallItemView Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.Nullable<string>(2),
        new Points(row.GetInt64(3)),
        row.GetInt64(4),
        row.GetBoolean(5),
        row.Nullable<string>(6));
}
