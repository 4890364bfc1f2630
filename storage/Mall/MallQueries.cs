using Npgsql;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>An item and the key by which it is listed.</summary>
public sealed record ListedItem(MallItemView Item, DateTimeOffset AddedAt);

/// <summary>Lists the mall's items, oldest first.</summary>
public sealed class MallItemQueries(Database database)
{
    private const string Select = $"select {MallItemRow.Columns}, item.added_at from mall_items item";

    /// <summary>The items of these ids; one that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<string, MallItemView>> FindAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            $"{Select} where item.id = any ($1)", [ids.ToArray()], MallItemRow.Read, cancellation);
        return rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>A page of items. The key is (added at, id).</summary>
    /// <param name="onSaleOnly">Leaves out what members cannot redeem.</param>
    /// <param name="window">Which page.</param>
    /// <param name="cancellation">Stops the query.</param>
    public Task<ListPage<ListedItem>> ListAsync(bool onSaleOnly, ListWindow window, CancellationToken cancellation)
    {
        var query = new KeysetQuery(Select, ["item.added_at", "item.id"], descending: false);
        if (onSaleOnly)
        {
            query.Where("item.on_sale");
        }

        return query.ReadAsync(database.Application, window, Read, cancellation);
    }

    private static ListedItem Read(NpgsqlDataReader row) => new(MallItemRow.Read(row), row.Moment(7));
}
