using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.CodeImports;

/// <summary>
/// Puts the rows of a file into the database, slice by slice: each slice is one transaction that holds its codes, its
/// rejected rows and the import's counts. A crash leaves whole slices and counts that say how many.
/// </summary>
/// <remarks>
/// One transaction for all rows would hold back the horizon that the live feed and the projector follow, for as long
/// as a million rows take; a slice holds it back for a fraction of a second.
/// </remarks>
public sealed class CodeImportWriter : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly CodeImportRow _import;
    private readonly TimeProvider _clock;
    private readonly CodeInsertion _codes;

    private CodeImportWriter(NpgsqlConnection connection, CodeImportRow import, TimeProvider clock)
    {
        _connection = connection;
        _import = import;
        _clock = clock;
        _codes = new CodeInsertion(connection, NewBatchAsync);
        BatchId = import.BatchId;
        Counts = import.Counts;
    }

    /// <summary>The batch of the codes; there is none before the first new code.</summary>
    public long? BatchId { get; private set; }

    /// <summary>What is in so far.</summary>
    public ImportCounts Counts { get; private set; }

    /// <summary>Takes a connection for as long as the import writes.</summary>
    /// <exception cref="StorageUnavailableException">The database did not answer.</exception>
    public static Task<CodeImportWriter> OpenAsync(
        Database database, CodeImportRow import, TimeProvider clock, CancellationToken cancellation) =>
        Faults(async () =>
        {
            var connection = await database.Application.OpenConnectionAsync(cancellation);
            try
            {
                var writer = new CodeImportWriter(connection, import, clock);
                await writer._codes.PrepareAsync(cancellation);
                return writer;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        });

    /// <summary>Puts a slice in; durable on return.</summary>
    /// <exception cref="StorageUnavailableException">Whether it is in is unknown: read the import's row again.</exception>
    /// <exception cref="InvalidOperationException">The database refuses the rows, and would again.</exception>
    /// <exception cref="ImportTakenOverException">Another activation writes this import.</exception>
    public Task WriteAsync(ImportSlice slice, CancellationToken cancellation) =>
        Faults(async () =>
        {
            await using var transaction = await _connection.BeginTransactionAsync(cancellation);
            await LockAsync(cancellation);
            await KeepAsync(slice.Rejections, cancellation);
            var (accepted, batch) = await _codes.InsertAsync(slice.Distinct, BatchId, cancellation);
            var counts = new ImportCounts(
                Counts.RowsRead + slice.Rows,
                Counts.Accepted + accepted,
                Counts.Duplicates + slice.Codes.Count - accepted,
                Counts.Rejected + slice.Rejections.Count);
            await CountAsync(counts, batch, cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            (Counts, BatchId) = (counts, batch);
            return true;
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<T> Faults<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (PostgresException bug) when (bug.SqlState[..2] is "22" or "23" or "42")
        {
            // What the database refuses to hold, it refuses for ever.
            throw new InvalidOperationException("PostgreSQL refuses the rows of an import.", bug);
        }
        catch (NpgsqlException fault)
        {
            throw new StorageUnavailableException("PostgreSQL did not take the rows of an import.", fault);
        }
    }

    /// <summary>Takes the import's row, if it still stands where this writer knows it to: the fence of two writers.</summary>
    private async Task LockAsync(CancellationToken cancellation)
    {
        await using var command = Command(
            "select true from imports where id = $1 and status = 'running' and rows_read = $2 for update",
            [_import.Id, Counts.RowsRead]);
        if (await command.ExecuteScalarAsync(cancellation) is null)
        {
            throw new ImportTakenOverException(_import.Id);
        }
    }

    private async Task KeepAsync(IReadOnlyList<ImportRejection> rejections, CancellationToken cancellation)
    {
        if (rejections.Count == 0)
        {
            return;
        }

        await using var copy = await _connection.BeginBinaryImportAsync(
            "copy import_rejections (import_id, row_number, value, reason) from stdin (format binary)", cancellation);
        foreach (var (rowNumber, value, reason) in rejections)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(_import.Id, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(rowNumber, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(value, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(reason.ToString(), NpgsqlDbType.Text, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private async Task<long> NewBatchAsync(CancellationToken cancellation)
    {
        await using var command = Command(
            """
            insert into code_batches (name, points_per_code, imported_at, product, category)
            values ($1, $2::bigint, $3, $4::text, $5::text) returning id
            """,
            [
                _import.Command.BatchName,
                _import.Command.PointsPerCode?.Value,
                _clock.GetUtcNow(),
                _import.Command.Product,
                _import.Command.Category,
            ]);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task CountAsync(ImportCounts counts, long? batch, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            update imports set rows_read = $2, accepted = $3, duplicates = $4, rejected = $5, batch_id = $6::bigint where id = $1
            """,
            [_import.Id, counts.RowsRead, counts.Accepted, counts.Duplicates, counts.Rejected, batch]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, object?[] parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        }

        return command;
    }
}

/// <summary>Another activation has written rows of this import; the one that meets this has nothing more to do.</summary>
public sealed class ImportTakenOverException(string id)
    : Exception($"Import {id} is written by another activation.");
