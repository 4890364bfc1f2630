using System.Diagnostics;
using Npgsql;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Journal;

/// <summary>One round trip a batch: one statement a fact table, in a fixed order, in one implicit transaction.</summary>
public sealed class PostgresBatchWriter(Database database, IEnumerable<IFactTable> tables, JournalMetrics metrics) : IBatchWriter
{
    // Two silos that take stock of the same items in other orders; each try starts from nothing.
    private const int MaxTries = 5;

    private readonly IFactTable[] _tables = tables.ToArray();

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<Entry> entries)
    {
        var started = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                await ExecuteAsync(entries);
                metrics.BatchSize.Record(entries.Count);
                metrics.AppendSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
                return;
            }
            catch (PostgresException conflict) when (IsFence(conflict))
            {
                metrics.Refused.Add(entries.Count == 1 ? 1 : 0);
                throw new FenceRefusedException(conflict.ConstraintName ?? conflict.SqlState);
            }
            catch (PostgresException conflict) when (IsDeadlock(conflict) && tries < MaxTries)
            {
                // Rolled back as a whole: the next try is the same batch.
            }
            catch (NpgsqlException fault)
            {
                throw database.Journal.Unavailable("PostgreSQL did not confirm the batch.", fault);
            }
        }
    }

    private async Task ExecuteAsync(IReadOnlyList<Entry> entries)
    {
        await using var connection = await database.Journal.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var byType = ByType(entries);
        foreach (var table in _tables)
        {
            if (byType.TryGetValue(table.FactType, out var facts))
            {
                table.AddCommands(batch, facts);
                byType.Remove(table.FactType);
            }
        }

        if (byType.Count > 0)
        {
            throw new UnreachableException($"No table holds {byType.Keys.First().Name}.");
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static Dictionary<Type, List<OrderedFact>> ByType(IReadOnlyList<Entry> entries)
    {
        var byType = new Dictionary<Type, List<OrderedFact>>();
        for (var ord = 0; ord < entries.Count; ord++)
        {
            foreach (var fact in entries[ord].Facts)
            {
                if (!byType.TryGetValue(fact.GetType(), out var facts))
                {
                    byType.Add(fact.GetType(), facts = new List<OrderedFact>(entries.Count));
                }

                facts.Add(new OrderedFact(fact, ord));
            }
        }

        return byType;
    }

    // Classes 22 and 23: the data itself is refused, so the batch is split and the others go through.
    private static bool IsFence(PostgresException fault) =>
        fault.SqlState.StartsWith("22", StringComparison.Ordinal) || fault.SqlState.StartsWith("23", StringComparison.Ordinal);

    private static bool IsDeadlock(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
