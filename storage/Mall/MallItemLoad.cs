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
    protected override async Task<IReadOnlyDictionary<string, MallItemView>> QueryAsync(IReadOnlyList<string> keys)
    {
        var rows = await database.Application.RowsAsync(
            $"select {MallItemRow.Columns} from mall_items item where id = any ($1)", [keys.ToArray()], MallItemRow.Read);
        return rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }
}
