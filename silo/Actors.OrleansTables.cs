using Npgsql;

namespace OrleansLoyalty.Silo;

/// <summary>
/// Makes the tables of Orleans' ADO.NET providers in a schema of their own. The packages bring the providers but no
/// tables, and the facts' numbered SQL would have them also where Orleans is not used.
/// </summary>
internal sealed class OrleansTables(string connectionString) : IHostedService
{
    private const string Schema = "orleans";
    private const long Lock = 0x4F726C65616E73; // "Orleans": all processes that start at once take turns.

    /// <summary>The same database with the cluster's own schema in front.</summary>
    public static string Within(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema, ApplicationName = "loyalty-cluster" }
            .ConnectionString;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync($"select pg_advisory_xact_lock({Lock})");
        await ExecuteAsync(await ScriptAsync(cancellationToken));
        await transaction.CommitAsync(cancellationToken);

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<string> ScriptAsync(CancellationToken cancellationToken)
    {
        using var script = new StreamReader(
            typeof(OrleansTables).Assembly.GetManifestResourceStream("orleans.sql")!);
        return await script.ReadToEndAsync(cancellationToken);
    }
}
