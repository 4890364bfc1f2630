using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Journal;

/// <summary>Writes all facts of one kind in a batch with one statement (or a few, in a fixed order).</summary>
public interface IFactTable
{
    /// <summary>The kind of fact that this table holds.</summary>
    Type FactType { get; }

    /// <summary>Adds the statements that write <paramref name="facts"/>.</summary>
    void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts);
}

/// <summary>A fact and the place of its entry in the batch: with the transaction's id, its place in the live feed.</summary>
public readonly record struct OrderedFact(Fact Fact, int Ord);

/// <summary>One array parameter of an <c>unnest</c>: a column's values, row by row.</summary>
internal static class Columns
{
    internal static void AddColumn<TFact, TValue>(
        this NpgsqlBatchCommand command, IReadOnlyList<OrderedFact> facts, NpgsqlDbType type, Func<TFact, TValue> value)
        where TFact : Fact
    {
        var values = new TValue[facts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value((TFact)facts[i].Fact);
        }

        command.Parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    internal static void AddOrd(this NpgsqlBatchCommand command, IReadOnlyList<OrderedFact> facts)
    {
        var values = new int[facts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = facts[i].Ord;
        }

        command.Parameters.Add(new NpgsqlParameter<int[]>
        {
            TypedValue = values,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
        });
    }
}
