using Npgsql;

namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>A database of its own on the server that tests share; dropped when done with.</summary>
public sealed class FreshDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name = $"test_{Guid.NewGuid():N}";

    private FreshDatabase(string server) => _server = server;

    /// <summary>Connects as the schema's owner.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    public static async Task<FreshDatabase> CreateAsync()
    {
        var database = new FreshDatabase(await TestPostgres.ServerAsync());
        await database.OnServerAsync($"create database {database._name}");
        return database;
    }

    /// <summary>Runs a statement as the owner, past the application: to look at the tables or to damage them.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync() => await OnServerAsync($"drop database if exists {_name} with (force)");

    private async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{_server};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
