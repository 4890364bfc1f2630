using System.Security.Cryptography;
using Npgsql;
using OrleansLoyalty.Storage.Schema;

namespace OrleansLoyalty.Benchmarks;

/// <summary>
/// The PostgreSQL of the measurements. Databases are seeded once, kept as templates and copied for each measurement.
/// </summary>
internal static class Cluster
{
    private static readonly string Marker = Convert.ToHexStringLower(SHA256.HashData(Sources()))[..8];

    /// <summary>The socket's folder.</summary>
    internal static string Socket => new NpgsqlConnectionStringBuilder(Settings.Postgres).Host!;

    /// <summary>A connection string of one of its databases.</summary>
    internal static string Database(string name) => new NpgsqlConnectionStringBuilder(Settings.Postgres)
    {
        Database = name,
    }.ConnectionString;

    /// <summary>A fresh copy of a seeded database, named after what it is for.</summary>
    /// <returns>Its connection string.</returns>
    internal static async Task<string> FreshAsync(Seed seed)
    {
        var template = $"{seed.Template}_{Marker}";
        if (!await ScalarAsync<bool>(Settings.Postgres, $"select exists (select from pg_database where datname = '{template}')"))
        {
            await DropOutdatedAsync(seed);
            await Console.Error.WriteLineAsync($"Seeding {template}…");
            await ExecuteAsync(Settings.Postgres, $"drop database if exists {seed.Name}_new with (force)");
            await ExecuteAsync(Settings.Postgres, $"create database {seed.Name}_new");
            await seed.FillAsync(Database($"{seed.Name}_new"));
            await ExecuteAsync(Database($"{seed.Name}_new"), "vacuum (analyze, freeze)");
            await ExecuteAsync(Settings.Postgres, $"alter database {seed.Name}_new rename to {template}");
        }

        await DropAsync(seed.Name);
        await ExecuteAsync(Settings.Postgres, $"create database {seed.Name} template {template} strategy file_copy");
        return Database(seed.Name);
    }

    /// <summary>Gives the room of a measured database back.</summary>
    internal static Task DropAsync(string name) =>
        ExecuteAsync(Settings.Postgres, $"drop database if exists {name} with (force)");

    private static async Task DropOutdatedAsync(Seed seed)
    {
        var outdated = await ScalarAsync<string[]>(
            Settings.Postgres,
            $"select coalesce(array_agg(datname::text), '{{}}') from pg_database where datname ~ '^{seed.Template}_[0-9a-f]{{8}}$'");
        foreach (var template in outdated)
        {
            await DropAsync(template);
        }
    }

    /// <summary>The first process of the server.</summary>
    internal static async Task<int> PostmasterAsync()
    {
        await using var connection = await OpenAsync(Settings.Postgres);
        return Machine.Parent(connection.ProcessID);
    }

    internal static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        // Not pooled: a database with a connection left on it cannot be dropped or copied.
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    // A template made by another schema or seed is another template.
    private static byte[] Sources()
    {
        using var all = new MemoryStream();
        foreach (var assembly in new[] { typeof(Migrations).Assembly, typeof(Cluster).Assembly })
        {
            foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
            {
                assembly.GetManifestResourceStream(name)!.CopyTo(all);
            }
        }

        return all.ToArray();
    }
}
