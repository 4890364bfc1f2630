using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Tests.Storage;

/// <summary>
/// A load is planned once, on a young database with next to nothing in it. The plan must still be right when the tables
/// have grown and nobody has taken statistics.
/// </summary>
public sealed class LoadingByKey : IAsyncLifetime
{
    // What an index has to read for one key: its entry, and a neighbour at the end of a range.
    private const long FewRows = 4;
    private const int Keys = 100;

    // Printed and joined, and nothing has happened yet: planners like to read the whole of an empty table.
    private const string Young =
        """
        insert into code_batches (name, imported_at) select 'batch ' || n, now() from generate_series(1, 20) n;
        insert into product_codes select 'OTHER-' || n, 1 + n % 20 from generate_series(1, 20000) n;
        insert into members (id, joined_at) select 'other-' || n, now() from generate_series(1, 5000) n;
        """;

    private const string Grow =
        """
        alter table claims set (autovacuum_enabled = off);
        alter table postings set (autovacuum_enabled = off);
        insert into claims (code, batch_id, claimed_at, void_reason, txid, ord)
          select 'OTHER-' || n, 1 + n % 20, now(), 'test', 1, 1 from generate_series(1, 20000) n;
        insert into postings (member_id, seq, kind, program_account, points, balance_after, source, posted_at, posted_on, hash, txid)
          select 'other-' || n, 1, 1, 1, 1, 1, 'test', now(), now(), '', 1 from generate_series(1, 5000) n;
        insert into accounts (member_id, seq, balance, hash, holdings)
          select 'other-' || n, 1, 1, '', '{}' from generate_series(1, 5000) n;
        """;

    private const string RowsRead =
        """
        select string_agg(indexrelname || ' ' || idx_tup_read, ';' order by indexrelname)
          from pg_stat_user_indexes
         where indexrelname in
           ('claims_code_fence', 'product_codes_fence', 'product_codes_batch', 'postings_seq_fence',
            'accounts_pkey', 'members_id_fence')
        """;

    private readonly AStore _store = new();

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Reads_a_row_or_two_of_tables_that_were_empty_when_it_was_planned()
    {
        await _store.Fresh.ScalarAsync(Young);
        await _store.Fresh.ScalarAsync("vacuum analyze"); // Now it is known that the others are empty.
        var (codes, accounts) = (_store.Get<ICodeLoad>(), _store.Get<IAccountLoad>());
        for (var i = 0; i < 5; i++)
        {
            Assert.All(await LoadAsync(codes.LoadAsync, "OTHER-"), code => Assert.Null(code!.EndedAt));
            Assert.All(await LoadAsync(accounts.LoadAsync, "other-"), account => Assert.Equal(0, account!.State.Seq));
        }

        await _store.Fresh.ScalarAsync(Grow);
        var before = await RowsReadAsync();

        Assert.All(await LoadAsync(codes.LoadAsync, "OTHER-"), code => Assert.NotNull(code!.EndedAt));
        Assert.All(await LoadAsync(accounts.LoadAsync, "other-"), account => Assert.Equal(1, account!.State.Seq));

        var after = await RowsReadAsync();
        Assert.Equal(6, after.Count);
        Assert.All(after, index => Assert.InRange(index.Value - before[index.Key], 0, Keys * FewRows));
        Assert.True(after["claims_code_fence"] >= before["claims_code_fence"] + Keys, "The load was not counted.");
    }

    private static Task<T[]> LoadAsync<T>(Func<string, Task<T>> load, string name) =>
        Task.WhenAll(Enumerable.Range(1, Keys).Select(i => load($"{name}{i * 7}")));

    private async Task<Dictionary<string, long>> RowsReadAsync()
    {
        // A session tells of what it did when it gets round to it.
        await using (var flush = _store.Database.Loads.CreateCommand("select pg_stat_force_next_flush()"))
        {
            await flush.ExecuteNonQueryAsync();
        }

        var read = (string)(await _store.Fresh.ScalarAsync(RowsRead))!;
        return read.Split(';').Select(index => index.Split(' '))
            .ToDictionary(index => index[0], index => long.Parse(index[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
