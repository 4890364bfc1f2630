using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Storage.Projector;

namespace OrleansLoyalty.Tests.Storage;

public sealed class TheProjector(AStore store) : IClassFixture<AStore>
{
    [Fact]
    public async Task Counts_claims_each_once()
    {
        var (batch, _) = await ClaimAsync("m-count", 5);

        await store.ProjectAsync();
        await store.Get<AccountProjector>().ProjectAsync(CancellationToken.None);

        var listed = await store.Get<BatchQueries>().FindAsync([batch], CancellationToken.None);
        Assert.Equal((5L, 5L), (listed[batch].Codes, listed[batch].Claimed));
    }

    [Theory]
    [InlineData(15, null, null)]
    [InlineData(16, 16L, 160L)]
    [InlineData(20, 20L, 200L)]
    public async Task Takes_a_snapshot_of_an_account_when_it_has_sixteen_postings_more(int claims, long? seq, long? balance)
    {
        var member = $"m-proj-{claims}";
        await ClaimAsync(member, claims);

        await store.ProjectAsync();

        Assert.Equal(seq, await store.Fresh.ScalarAsync($"select seq from accounts where member_id = '{member}'"));
        Assert.Equal(balance, await store.Fresh.ScalarAsync($"select balance from accounts where member_id = '{member}'"));
    }

    [Fact]
    public async Task An_account_loads_the_same_without_a_snapshot_with_one_and_with_postings_after_it()
    {
        var (batch, account) = await ClaimAsync("m-load", 17);
        var loads = store.Get<IAccountLoad>();
        Assert.Equal(account.State.Hash.ToArray(), (await loads.LoadAsync("m-load"))!.State.Hash.ToArray());

        await store.ProjectAsync();
        Assert.Equal(account.State.Hash.ToArray(), (await loads.LoadAsync("m-load"))!.State.Hash.ToArray());

        await store.PrintAsync("LOAD-LAST");
        (var last, account) = AStore.Claim(account, "LOAD-LAST", batch);
        await store.WriteAsync(last);
        Assert.Equal(account.State.Hash.ToArray(), (await loads.LoadAsync("m-load"))!.State.Hash.ToArray());
    }

    [Fact]
    public async Task Takes_the_next_one_later_where_there_is_much_to_keep()
    {
        var (_, account) = await ClaimAsync("m-much", 16);
        await store.ProjectAsync();
        await store.Fresh.ScalarAsync(
            """
            update accounts
               set holdings = (select (holdings::jsonb || jsonb_build_object('much', string_agg(md5(n::text), '')))::json
                                 from generate_series(1, 20) n)
             where member_id = 'm-much'
            """);

        (_, account) = await ClaimAsync(account, 16);
        await store.ProjectAsync();
        Assert.Equal(16L, await store.Fresh.ScalarAsync("select seq from accounts where member_id = 'm-much'"));

        await ClaimAsync(account, 48);
        await store.ProjectAsync();
        Assert.Equal(80L, await store.Fresh.ScalarAsync("select seq from accounts where member_id = 'm-much'"));
    }

    [Fact]
    public async Task Goes_on_with_the_others_where_the_posting_after_a_snapshot_is_missing()
    {
        var (_, robbed) = await ClaimAsync("m-gap-1", 16);
        var (_, whole) = await ClaimAsync("m-gap-2", 16);
        await store.ProjectAsync();
        await ClaimAsync(robbed, 16);
        await ClaimAsync(whole, 16);
        await store.Fresh.ScalarAsync("delete from postings where member_id = 'm-gap-1' and seq = 17");

        await store.ProjectAsync();

        Assert.Equal(16L, await store.Fresh.ScalarAsync("select seq from accounts where member_id = 'm-gap-1'"));
        Assert.Equal(32L, await store.Fresh.ScalarAsync("select seq from accounts where member_id = 'm-gap-2'"));
        var load = await Assert.ThrowsAnyAsync<Exception>(() => store.Get<IAccountLoad>().LoadAsync("m-gap-1"));
        Assert.Contains("Posting 17 of member m-gap-1", load.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_with_the_others_where_a_posting_cannot_be_read()
    {
        await ClaimAsync("m-torn-1", 16);
        await ClaimAsync("m-torn-2", 16);
        await store.Fresh.ScalarAsync(
            "update postings set detail = '{\"taken\": 7}' where member_id = 'm-torn-1' and seq = 3");

        await store.ProjectAsync();

        Assert.Null(await store.Fresh.ScalarAsync("select seq from accounts where member_id = 'm-torn-1'"));
        Assert.Equal(16L, await store.Fresh.ScalarAsync("select seq from accounts where member_id = 'm-torn-2'"));
    }

    private async Task<(long Batch, MemberAccount Account)> ClaimAsync(string member, int claims) =>
        await ClaimAsync(await store.JoinAsync(member), claims);

    private async Task<(long Batch, MemberAccount Account)> ClaimAsync(MemberAccount account, int claims)
    {
        var codes = Enumerable.Range(0, claims).Select(i => $"{account.Id}-{account.Seq + i}").ToArray();
        var batch = await store.PrintAsync(codes);
        foreach (var code in codes)
        {
            (var entry, account) = AStore.Claim(account, code, batch);
            await store.WriteAsync(entry);
        }

        return (batch, account);
    }
}
