using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.Projector;
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
            await using (var owner = NpgsqlDataSource.Create(database + ";Pooling=false"))
            {
                await Migrations.ApplyAsync(owner, NullLogger.Instance);
            }

            await ExecuteAsync(database, Script("seed.sql"));
            await GiveEveryoneAMillionPointsAsync(database + ";Pooling=false");
        }
        else
        {
            await ExecuteAsync(database, Script("baseline.sql"));
        }

        await ExecuteAsync(database, "vacuum (analyze, freeze)");
        await ExecuteAsync(Settings.Postgres, $"alter database {name}_new rename to {template}");
    }

    private async Task GiveEveryoneAMillionPointsAsync(string database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Storage.Database(database));
        services.AddSiloStorage();
        await using var provider = services.BuildServiceProvider();
        foreach (var members in Enumerable.Range(1, settings.Members).Chunk(5_000))
        {
            await provider.GetRequiredService<IBatchWriter>().WriteAsync(
                [.. members.Select(number => new Entry(FirstPosting(number)))]);
        }

        var written = await ScalarAsync<long>(database, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        do
        {
            await provider.GetRequiredService<AccountProjector>().ProjectAsync(CancellationToken.None);
        }
        while (await ScalarAsync<bool>(database, $"select txid < {written} from projector where name = 'accounts'"));
    }

    private static PointsPosted FirstPosting(int number)
    {
        const long points = 1_000_000;
        var now = PostingChain.Rounded(DateTimeOffset.UtcNow);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var posting = new PointsPosted(
            new MemberId(MemberName(number)),
            1,
            PostingKind.Adjustment,
            ProgramAccount.Adjustment,
            new Points(points),
            new Points(points),
            "adjustment",
            now,
            today,
            default)
        {
            Reason = "benchmark",
            Actor = "benchmark",
            Request = new RequestId("seed"),
            Lot = 1,
        };
        posting = posting.With(new PostingDetail { Given = [new LotSlice(1, points, today, null, 0, null, false, null)] });
        return posting with { Hash = PostingChain.Next(PostingChain.Start.Span, posting) };
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
