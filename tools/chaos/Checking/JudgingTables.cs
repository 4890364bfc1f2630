using Npgsql;
using OrleansLoyalty.Chaos.Faults;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>The tables of one moment, made from the schema's own files and filled by hand.</summary>
public sealed class JudgingTables : IAsyncLifetime, IDisposable
{
    private const string Clean =
        """
        insert into members values ('ann', null, null, now());
        insert into code_batches (name, imported_at) values ('b', now());
        insert into product_codes values ('K0000001N000000', 1);
        insert into postings values ('ann', 1, 1, 1, 10, 10, 'code:K', null, null, null, null, 1, null, null, 'epoch', '1970-01-01', 'x', 1);
        insert into claims values ('K0000001N000000', 1, 'ann', 1, 10, 10, now(), null, null, 1, 1);
        insert into mall_items values ('item', 'n', null, 15, 3, true, now(), 'a');
        insert into stock_supplies values ('item', 'added', 3, 'a', now());
        insert into accounts values ('ann', 1, 10, 'x', '{}');
        """;

    private readonly string _name = $"chaos_{Guid.NewGuid():N}";
    private string _server = "";
    private NpgsqlConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _server = await TestPostgres.ServerAsync();
        await OnServerAsync($"create database {_name}");
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Database = _name, Pooling = false }.ConnectionString);
        await _connection.OpenAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(PrivatePostgres.Root, "storage"), "*.sql", SearchOption.AllDirectories).OrderBy(Path.GetFileName))
        {
            await ExecuteAsync(await File.ReadAllTextAsync(file));
        }

        await ExecuteAsync(Clean);
        var posting = Assert.Single((await new Tables(_connection).ReadAsync()).Postings);
        await using var hash = new NpgsqlCommand("update postings set hash = $1; ", _connection) { Parameters = { new() { Value = Chains.Hash(new byte[32], posting) } } };
        await hash.ExecuteNonQueryAsync();
        await ExecuteAsync("update accounts set hash = (select hash from postings)");
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await OnServerAsync($"drop database if exists {_name} with (force)");
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public async Task Finds_nothing_where_they_agree() => Assert.Empty(await Snapshots.TakeAsync(new Tables(_connection), new Chains()));

    [Theory]
    [InlineData("update postings set points = 11, balance_after = 11")]
    [InlineData("update postings set balance_after = 11")]
    [InlineData("update postings set reason = 'other'")]
    [InlineData("update postings set seq = 2")]
    [InlineData("delete from claims")]
    [InlineData("update mall_items set stock = 2")]
    [InlineData("update stock_supplies set quantity = 4")]
    [InlineData("update accounts set balance = 9")]
    [InlineData("alter table claims drop constraint claims_code_fence; insert into claims select * from claims")]
    public async Task Finds_what_disagrees(string damage)
    {
        await ExecuteAsync(damage);

        Assert.NotEmpty(await Snapshots.TakeAsync(new Tables(_connection), new Chains()));
    }

    [Fact]
    public async Task Reads_everything_that_is_judged()
    {
        var facts = await new Tables(_connection).ReadAsync();

        Assert.Equal(new Claimed("K0000001N000000", "ann", 1, 10, 10), Assert.Single(facts.Claims));
        Assert.Equal(new Item("item", "n", 15, 3), Assert.Single(facts.Items));
        Assert.Equal(new Supplied("item", "added", 3), Assert.Single(facts.Supplies));
        Assert.Equal(new ImportedCodes("K0000001", 1, 1, "K0000001N000000", "K0000001N000000"), Assert.Single(facts.Codes));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{_server};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
