using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>The stock fence: one update an item and batch, refused by the check when it would go below zero.</summary>
internal static class Stock
{
    internal static NpgsqlBatchCommand Change<TFact>(
        IReadOnlyList<OrderedFact> facts, Func<TFact, (string ItemId, long Quantity)> change)
        where TFact : Fact
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            var (itemId, quantity) = change((TFact)fact.Fact);
            sums[itemId] = checked(sums.GetValueOrDefault(itemId) + quantity);
        }

        return new NpgsqlBatchCommand(
            """
            update mall_items set stock = stock + change.quantity
              from unnest($1, $2) change (item_id, quantity)
             where mall_items.id = change.item_id
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. sums.Keys], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter<long[]> { TypedValue = [.. sums.Values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            },
        };
    }
}
