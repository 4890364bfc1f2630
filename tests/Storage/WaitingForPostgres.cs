using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Schema;

namespace OrleansLoyalty.Tests.Storage;

/// <summary>A server that takes no connection yet: here because its role may have none, which is as passing as a recovery.</summary>
public sealed class WaitingForPostgres(AStore store) : IClassFixture<AStore>, IAsyncLifetime
{
    private const string Full = "53300"; // too_many_connections

    private readonly string _role = $"late_{Guid.NewGuid():N}";
    private NpgsqlDataSource _late = null!;

    public async Task InitializeAsync()
    {
        await store.Fresh.ScalarAsync($"create role {_role} login connection limit 0");
        _late = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(store.Fresh.ConnectionString)
        {
            Username = _role,
            Pooling = false,
        });
        var refused = await Assert.ThrowsAsync<PostgresException>(async () => await _late.OpenConnectionAsync());
        Assert.Equal(Full, refused.SqlState);
    }

    public async Task DisposeAsync()
    {
        await _late.DisposeAsync();
        await store.Fresh.ScalarAsync($"drop role {_role}");
    }

    [Fact]
    public async Task Goes_on_when_it_takes_connections()
    {
        var waiting = Arrival.AwaitAsync(_late, TimeSpan.FromMinutes(1), NullLogger.Instance);
        Assert.False(waiting.IsCompleted);

        await store.Fresh.ScalarAsync($"alter role {_role} connection limit 9");

        await waiting;
    }

    [Fact]
    public async Task Ends_with_the_reason_when_patience_does()
    {
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => Arrival.AwaitAsync(_late, TimeSpan.FromMilliseconds(200), NullLogger.Instance));

        Assert.Contains(Full, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_wait_for_what_waiting_cannot_mend()
    {
        await using var nowhere = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(store.Fresh.ConnectionString)
        {
            Database = "there is none of this name",
            Pooling = false,
        });

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => Arrival.AwaitAsync(nowhere, TimeSpan.FromDays(1), NullLogger.Instance));

        Assert.Contains("3D000", refused.Message, StringComparison.Ordinal);
    }
}
