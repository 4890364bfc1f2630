using Npgsql;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Tests.Storage;

/// <summary>One query loads several accounts, and the rows of one do not fold. It failed all of them.</summary>
public sealed class LoadingABrokenAccount(AStore store) : IClassFixture<AStore>
{
    [Theory]
    [InlineData("postings set balance_after = balance_after + 1", typeof(InvalidOperationException))]
    [InlineData("postings set detail = '{\"taken\": 7}'", typeof(System.Text.Json.JsonException))]
    public async Task Fails_its_own_load_each_time_and_no_other_of_the_same_query(string damage, Type lie)
    {
        var (broken, healthy) = ($"m-broken-{lie.Name}", $"m-healthy-{lie.Name}");
        await EarnAsync(broken);
        await EarnAsync(healthy);
        await store.Fresh.ScalarAsync($"update {damage} where member_id = '{broken}'");

        var (first, second) = await LoadTogetherAsync(broken, healthy);

        Assert.IsType(lie, await Record.ExceptionAsync(() => first));
        Assert.Equal(10, (await second)!.State.Total.Value);
        Assert.IsType(lie, await Record.ExceptionAsync(() => store.Get<IAccountLoad>().LoadAsync(broken)));
        Assert.Equal(10, (await store.Get<IAccountLoad>().LoadAsync(healthy))!.State.Total.Value);
    }

    private async Task EarnAsync(string member)
    {
        var batch = await store.PrintAsync($"{member}-1");
        await store.WriteAsync(AStore.Claim(await store.JoinAsync(member), $"{member}-1", batch).Entry);
    }

    /// <summary>Loads two accounts with one query: they are asked for while another query waits for a lock.</summary>
    private async Task<(Task<AccountRow?> First, Task<AccountRow?> Second)> LoadTogetherAsync(
        string first, string second)
    {
        var loads = store.Get<IAccountLoad>();
        await using var connection = await store.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock table members in access exclusive mode", connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        var ahead = loads.LoadAsync("m-ahead");
        while (await store.Fresh.ScalarAsync(
            "select count(*) from pg_locks where not granted and relation = 'members'::regclass") is 0L)
        {
            Assert.False(ahead.IsCompleted);
        }

        var together = (loads.LoadAsync(first), loads.LoadAsync(second));
        await transaction.CommitAsync();
        Assert.Null(await ahead);
        return together;
    }
}
