using Npgsql;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Storage.Loading;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>Loads an item for its activation.</summary>
public interface IMallItemLoad
{
    /// <summary>The item, or <see langword="null"/> when there is none of this id.</summary>
    Task<MallItemView?> LoadAsync(string itemId);
}

/// <inheritdoc cref="IMallItemLoad"/>
internal sealed class MallItemLoad(Database database) : GroupedLoad<string, MallItemView>, IMallItemLoad
{
    protected override Task QueryAsync(IReadOnlyList<string> keys, Action<NpgsqlDataReader> row) =>
        database.Application.EachRowAsync(
            $"select {MallItemRow.Columns} from mall_items item where id = any ($1)", [keys.ToArray()], row);

    protected override string KeyOf(NpgsqlDataReader row) => row.GetString(0);

    protected override MallItemView Read(NpgsqlDataReader row, MallItemView? before) => MallItemRow.Read(row);
}
