using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.Schema;

namespace OrleansLoyalty.Benchmarks;

/// <summary>
/// The PostgreSQL of the measurements. Databases are seeded once, kept as templates and copied for each measurement.
/// </summary>
internal sealed class Cluster(Settings settings)
{
    private static readonly string Marker = Convert.ToHexStringLower(SHA256.HashData(Sources()))[..8];

    /// <summary>The socket's folder.</summary>
    internal static string Socket => new NpgsqlConnectionStringBuilder(Settings.Postgres).Host!;

    /// <summary>A connection string of one of its databases.</summary>
    internal static string Database(string name) => new NpgsqlConnectionStringBuilder(Settings.Postgres)
    {
        Database = name,
    }.ConnectionString;

    /// <summary>A fresh copy of a seeded database.</summary>
    /// <returns>Its connection string.</returns>
    internal async Task<string> FreshAsync(string name)
    {
        var template = $"{name}_{settings.Codes}_{settings.Members}_{Marker}";
        if (!await ScalarAsync<bool>(Settings.Postgres, $"select exists (select from pg_database where datname = '{template}')"))
        {
            await SeedAsync(name, template);
        }

        await ExecuteAsync(Settings.Postgres, $"drop database if exists {name} with (force)");
        await ExecuteAsync(Settings.Postgres, $"create database {name} template {template} strategy file_copy");
        return Database(name);
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

    private async Task SeedAsync(string name, string template)
    {
        await Console.Error.WriteLineAsync($"Seeding {settings.Codes:N0} codes and {settings.Members:N0} members into {template}…");
        await ExecuteAsync(Settings.Postgres, $"drop database if exists {name}_new with (force)");
        await ExecuteAsync(Settings.Postgres, $"create database {name}_new");
        var database = Database($"{name}_new");
        if (name == Side.Ours)
        {
            await using var owner = NpgsqlDataSource.Create(database + ";Pooling=false");
            await Migrations.ApplyAsync(owner, NullLogger.Instance);
            await ExecuteAsync(database, Script("seed.sql"));
            await GiveEveryoneAMillionPointsAsync(owner);
        }
        else
        {
            await ExecuteAsync(database, Script("baseline.sql"));
        }

        await ExecuteAsync(database, "vacuum (analyze, freeze)");
        await ExecuteAsync(Settings.Postgres, $"alter database {name}_new rename to {template}");
    }

    private async Task GiveEveryoneAMillionPointsAsync(NpgsqlDataSource owner)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using (var import = await connection.BeginBinaryImportAsync(
            "copy postings (member_id, seq, kind, program_account, points, balance_after, source, reason, actor, request_id, "
            + "posted_at, hash, txid) from stdin binary"))
        {
            for (var number = 1; number <= settings.Members; number++)
            {
                await WriteAsync(import, FirstPosting(number));
            }

            await import.CompleteAsync();
        }

        await ExecuteAsync(
            Database("ours_new"),
            """
            insert into accounts select member_id, seq, balance_after, hash from postings;
            update projector set txid = pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
            """);
    }

    private static PointsPosted FirstPosting(int number)
    {
        var posting = new PointsPosted(
            new MemberId(MemberName(number)),
            1,
            PostingKind.Adjustment,
            ProgramAccount.Adjustment,
            new Points(1_000_000),
            new Points(1_000_000),
            "adjustment",
            PostingChain.Rounded(DateTimeOffset.UtcNow),
            default);
        posting = posting with { Reason = "benchmark", Actor = "benchmark", Request = new RequestId("seed") };
        return posting with { Hash = PostingChain.Next(PostingChain.Start.Span, posting) };
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, PointsPosted posting)
    {
        await import.StartRowAsync();
        await import.WriteAsync(posting.Member.Value, NpgsqlDbType.Text);
        await import.WriteAsync(posting.Seq, NpgsqlDbType.Bigint);
        await import.WriteAsync((short)posting.Kind, NpgsqlDbType.Smallint);
        await import.WriteAsync((short)posting.Other, NpgsqlDbType.Smallint);
        await import.WriteAsync(posting.Points.Value, NpgsqlDbType.Bigint);
        await import.WriteAsync(posting.BalanceAfter.Value, NpgsqlDbType.Bigint);
        await import.WriteAsync(posting.Source, NpgsqlDbType.Text);
        await import.WriteAsync(posting.Reason!, NpgsqlDbType.Text);
        await import.WriteAsync(posting.Actor!, NpgsqlDbType.Text);
        await import.WriteAsync(posting.Request!.Value.Value, NpgsqlDbType.Text);
        await import.WriteAsync(posting.PostedAt, NpgsqlDbType.TimestampTz);
        await import.WriteAsync(posting.Hash.ToArray(), NpgsqlDbType.Bytea);
        await import.WriteAsync(0L, NpgsqlDbType.Bigint);
    }

    /// <summary>The id of a seeded member.</summary>
    internal static string MemberName(int number) => string.Create(CultureInfo.InvariantCulture, $"m-{number:D9}");

    private string Script(string name)
    {
        using var text = new StreamReader(typeof(Cluster).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd()
            .Replace(":codes", settings.Codes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(":members", settings.Members.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
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
