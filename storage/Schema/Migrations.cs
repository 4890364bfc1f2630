using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansLoyalty.Storage.Schema;

/// <summary>The numbered SQL files of this assembly, applied forward and once, by one process at a time.</summary>
public static partial class Migrations
{
    // Any number will do as long as every version of the application asks for the same lock.
    private const string Lock = "select pg_advisory_lock(1079066)";

    private const string VersionTable =
        "create table if not exists schema_versions (version int primary key, name text not null, applied_at timestamptz not null)";

    /// <summary>Brings a database to the newest version; safe to call from several processes at once.</summary>
    /// <param name="owner">Connects as the owner of the schema, without a pool: the lock ends with the connection.</param>
    /// <param name="log">Told of each file applied.</param>
    /// <param name="upTo">Stops after this version; for testing upgrades.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="InvalidOperationException">The database is newer than this application.</exception>
    public static async Task ApplyAsync(
        NpgsqlDataSource owner, ILogger log, int upTo = int.MaxValue, CancellationToken cancellation = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, Lock, cancellation);
        await ExecuteAsync(connection, VersionTable, cancellation);
        var current = await CurrentAsync(connection, cancellation);
        var files = Files();
        if (current > files[^1].Version)
        {
            throw new InvalidOperationException(
                $"The database has schema version {current}, this application knows {files[^1].Version}: start a newer one.");
        }

        foreach (var file in files.Where(file => file.Version > current && file.Version <= upTo))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync(connection, await ReadAsync(file.Name), cancellation);
            await ExecuteAsync(
                connection, $"insert into schema_versions values ({file.Version}, '{file.Name}', now())", cancellation);
            await transaction.CommitAsync(cancellation);
            log.LogInformation("Applied {Migration}", file.Name);
        }
    }

    /// <summary>Every migration of this assembly, oldest first.</summary>
    public static IReadOnlyList<(int Version, string Name)> Files() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Select(name => (Match: NumberedSql().Match(name), Name: name))
            .Where(file => file.Match.Success)
            .Select(file => (int.Parse(file.Match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), file.Name))
            .OrderBy(file => file.Item1)
            .ToList();

    private static async Task<int> CurrentAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from schema_versions", connection);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<string> ReadAsync(string name)
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [GeneratedRegex(@"^(\d{4})_\w+\.sql$")]
    private static partial Regex NumberedSql();
}
