using Npgsql;

namespace OrleansLoyalty.Storage.Schema;

/// <summary>What a PostgreSQL server must promise before the application trusts it with an answer.</summary>
public static class Durability
{
    /// <summary>Refuses a server on which a commit could be lost or torn by a crash.</summary>
    /// <exception cref="UnsafeDatabaseException">A setting is off; the message names it.</exception>
    public static async Task RequireAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        var off = await database.RowsAsync(
            """
            select name from pg_settings
             where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
             order by name
            """,
            [],
            row => row.GetString(0),
            cancellation);
        if (off.Count > 0)
        {
            throw new UnsafeDatabaseException(
                $"PostgreSQL runs with {string.Join(" and ", off)} off: an answered claim could be lost. Turn it on and start again.");
        }
    }
}

/// <summary>The database's settings would let answered operations be lost.</summary>
public sealed class UnsafeDatabaseException(string message) : Exception(message);
