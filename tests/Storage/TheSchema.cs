using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Schema;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Storage;

public sealed class TheSchema
{
    [Fact]
    public async Task Is_applied_once_by_several_processes_that_start_at_the_same_time()
    {
        await using var fresh = await FreshDatabase.CreateAsync();
        await using var database = new Database(fresh.ConnectionString);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrations.ApplyAsync(database.Owner, NullLogger.Instance)));

        Assert.Equal((long)Migrations.Files().Count, await fresh.ScalarAsync("select count(*) from schema_versions"));
    }

    [Fact]
    public async Task Goes_forward_from_every_version()
    {
        await using var fresh = await FreshDatabase.CreateAsync();
        await using var database = new Database(fresh.ConnectionString);

        foreach (var (version, _) in Migrations.Files())
        {
            await Migrations.ApplyAsync(database.Owner, NullLogger.Instance, upTo: version);
            Assert.Equal(version, await fresh.ScalarAsync("select max(version) from schema_versions"));
        }
    }

    [Fact]
    public async Task Of_a_newer_application_is_refused()
    {
        await using var fresh = await FreshDatabase.CreateAsync();
        await using var database = new Database(fresh.ConnectionString);
        await Migrations.ApplyAsync(database.Owner, NullLogger.Instance);
        await fresh.ScalarAsync("insert into schema_versions values (9999, 'later', now())");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Migrations.ApplyAsync(database.Owner, NullLogger.Instance));

        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_its_files_without_gaps()
    {
        var versions = Migrations.Files().Select(file => file.Version).ToList();

        Assert.Equal(Enumerable.Range(1, versions.Count), versions);
    }

    [Fact]
    public async Task A_server_that_could_lose_an_answer_is_refused_by_name()
    {
        await using var fresh = await FreshDatabase.CreateAsync();
        var unsafeConnection = new NpgsqlConnectionStringBuilder(fresh.ConnectionString) { Options = "-c synchronous_commit=off" };
        await using var database = NpgsqlDataSource.Create(unsafeConnection.ConnectionString);

        var refused = await Assert.ThrowsAsync<UnsafeDatabaseException>(() => Durability.RequireAsync(database));

        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
    }
}
