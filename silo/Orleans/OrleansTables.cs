using Npgsql;

namespace OrleansLoyalty.Silo;

/// <summary>
/// The tables of Orleans' ADO.NET providers, in a schema of their own. The packages bring the providers but no tables;
/// one process on its own needs none. Checked with Orleans 10.4.2.
/// </summary>
internal static class OrleansTables
{
    /// <summary>The ADO.NET provider, by the name that Orleans knows it.</summary>
    internal const string Provider = "Npgsql";

    private const string Schema = "orleans";
    private const long Lock = 0x4F726C65616E73; // "Orleans": all processes that start at once take turns.

    /// <summary>
    /// How the database knows this silo among several; <see langword="null"/> for a silo on its own and for gateways.
    /// </summary>
    internal static Storage.Membership? MembershipOf(ProcessOptions options) =>
        options.NeedsCluster && options.Role != ProcessRole.Gateway
            ? new Storage.Membership(options.Name, "select orleans.require_member($1)")
            : null;

    /// <summary>The same database with the cluster's own schema in front, as this silo's or gateway's.</summary>
    public static string Within(string connectionString, string process) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = Schema,
            ApplicationName = $"loyalty-cluster {process}",
        }.ConnectionString;

    /// <summary>Makes what is missing.</summary>
    /// <param name="connectionString">The database, as the owner of the schema.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task MakeAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync($"select pg_advisory_xact_lock({Lock})");
        await ExecuteAsync(await ScriptAsync(cancellation));
        await transaction.CommitAsync(cancellation);

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task<string> ScriptAsync(CancellationToken cancellation)
    {
        using var script = new StreamReader(typeof(OrleansTables).Assembly.GetManifestResourceStream("orleans.sql")!);
        return await script.ReadToEndAsync(cancellation);
    }
}
