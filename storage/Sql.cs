using Npgsql;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage;

/// <summary>Runs one statement with positional parameters (<c>$1</c>, <c>$2</c>, …) and reads its rows.</summary>
/// <remarks>Driver exceptions stop here: callers see <see cref="StorageUnavailableException"/>.</remarks>
internal static class Sql
{
    /// <summary>Reads every row.</summary>
    internal static async Task<List<T>> RowsAsync<T>(
        this NpgsqlDataSource database,
        string sql,
        IReadOnlyList<object?> parameters,
        Func<NpgsqlDataReader, T> row,
        CancellationToken cancellation = default)
    {
        var rows = new List<T>();
        await database.EachRowAsync(sql, parameters, reader => rows.Add(row(reader)), cancellation);
        return rows;
    }

    /// <summary>Does something with every row.</summary>
    internal static async Task EachRowAsync(
        this NpgsqlDataSource database,
        string sql,
        IReadOnlyList<object?> parameters,
        Action<NpgsqlDataReader> row,
        CancellationToken cancellation = default)
    {
        try
        {
            await using var command = Command(database, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                row(reader);
            }
        }
        catch (NpgsqlException fault)
        {
            throw database.Unavailable("PostgreSQL did not answer a query.", fault);
        }
    }

    /// <summary>Reads the one row there may be.</summary>
    internal static async Task<T?> RowAsync<T>(
        this NpgsqlDataSource database,
        string sql,
        IReadOnlyList<object?> parameters,
        Func<NpgsqlDataReader, T> row,
        CancellationToken cancellation = default) =>
        (await database.RowsAsync(sql, parameters, row, cancellation)).FirstOrDefault();

    /// <summary>Runs a statement that answers no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    internal static async Task<int> ExecuteAsync(
        this NpgsqlDataSource database, string sql, IReadOnlyList<object?> parameters, CancellationToken cancellation = default)
    {
        try
        {
            await using var command = Command(database, sql, parameters);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (NpgsqlException fault)
        {
            throw database.Unavailable("PostgreSQL did not answer a statement.", fault);
        }
    }

    /// <summary>What callers see of a driver's fault. A broken connection is seldom the only one: none of the pool is kept.</summary>
    internal static StorageUnavailableException Unavailable(
        this NpgsqlDataSource database, string message, NpgsqlException fault)
    {
        if (fault is not PostgresException { SqlState: not PostgresErrorCodes.AdminShutdown })
        {
            database.Clear();
        }

        return new StorageUnavailableException(message, fault);
    }

    /// <summary>A column's value, or <see langword="default"/> for SQL's null.</summary>
    internal static T? Nullable<T>(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);

    /// <summary>A column's moment.</summary>
    internal static DateTimeOffset Moment(this NpgsqlDataReader reader, int column) =>
        reader.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlCommand Command(NpgsqlDataSource database, string sql, IReadOnlyList<object?> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        }

        return command;
    }
}
