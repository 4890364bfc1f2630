using Npgsql;

namespace OrleansLoyalty.Storage.CodeImports;

/// <summary>
/// Puts codes into <c>product_codes</c> inside a transaction of its caller. As long as every code was new, straight by
/// COPY once there is a batch, which writes pages of rows at a time; from the first known code on, by way of a temporary table and
/// <c>on conflict do nothing</c>, which costs half as much again but passes over them.
/// </summary>
internal sealed class CodeInsertion(NpgsqlConnection connection, Func<CancellationToken, Task<long>> newBatch)
{
    private bool _allNew = true;

    /// <summary>Makes the place for codes that may be known; once for a connection.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => ExecuteAsync(
        "create temporary table if not exists staged_codes (code text collate \"C\") on commit delete rows", [], cancellation);

    /// <summary>Inserts what is new of some codes.</summary>
    /// <param name="codes">Sorted, each once.</param>
    /// <param name="batch">Their batch; made here if there is none and one of them is new.</param>
    /// <param name="cancellation">Stops between statements.</param>
    /// <returns>How many were new, and their batch.</returns>
    public async Task<(long Accepted, long? Batch)> InsertAsync(
        IReadOnlyList<string> codes, long? batch, CancellationToken cancellation)
    {
        if (codes.Count == 0)
        {
            return (0, batch);
        }

        var (accepted, into) = batch is { } known
            ? (await DirectlyAsync(codes, known, cancellation) ?? await StagedAsync(codes, known, cancellation), known)
            : await FirstAsync(codes, cancellation);
        if (accepted > 0)
        {
            await ExecuteAsync("update code_batches set codes = codes + $2 where id = $1", [into!, accepted], cancellation);
        }

        return (accepted, into);
    }

    /// <summary>Looks first: a number that a batch was given stays used, even when the batch is taken back.</summary>
    private async Task<(long Accepted, long? Batch)> FirstAsync(IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        await CopyAsync("staged_codes (code)", codes, null, cancellation);
        await using var look = new NpgsqlCommand(
            """
            select exists (select from staged_codes staged
                            where not exists (select from product_codes known where known.code = staged.code))
            """,
            connection);
        if (await look.ExecuteScalarAsync(cancellation) is not true)
        {
            _allNew = false;
            return (0, null);
        }

        await ExecuteAsync("savepoint before_codes", [], cancellation);
        var batch = await newBatch(cancellation);
        var accepted = await InsertStagedAsync(batch, cancellation);
        _allNew = accepted == codes.Count;
        if (accepted > 0)
        {
            return (accepted, batch);
        }

        // Another import was faster with all of them.
        await ExecuteAsync("rollback to savepoint before_codes", [], cancellation);
        return (0, null);
    }

    private async Task<int?> DirectlyAsync(IReadOnlyList<string> codes, long batch, CancellationToken cancellation)
    {
        if (!_allNew)
        {
            return null;
        }

        await ExecuteAsync("savepoint before_codes", [], cancellation);
        try
        {
            await CopyAsync("product_codes (code, batch_id)", codes, batch, cancellation);
            return codes.Count;
        }
        catch (PostgresException known) when (known.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            _allNew = false;
            await ExecuteAsync("rollback to savepoint before_codes", [], cancellation);
            return null;
        }
    }

    private async Task<int> StagedAsync(IReadOnlyList<string> codes, long batch, CancellationToken cancellation)
    {
        await CopyAsync("staged_codes (code)", codes, null, cancellation);
        return await InsertStagedAsync(batch, cancellation);
    }

    private Task<int> InsertStagedAsync(long batch, CancellationToken cancellation) => ExecuteAsync(
        """
        insert into product_codes (code, batch_id) select code, $1 from staged_codes order by code
        on conflict (code) do nothing
        """,
        [batch],
        cancellation);

    private async Task CopyAsync(string into, IReadOnlyList<string> codes, long? batch, CancellationToken cancellation)
    {
        var rows = new CopyRows(batch);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"copy {into} from stdin (format binary)", cancellation);
        foreach (var code in codes)
        {
            if (rows.IsFull)
            {
                await copy.WriteAsync(rows.Take(), cancellation);
            }

            rows.Add(code);
        }

        await copy.WriteAsync(rows.TakeLast(), cancellation);
    }

    private async Task<int> ExecuteAsync(string sql, object[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
