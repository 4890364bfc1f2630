using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Storage.Projector;

namespace OrleansLoyalty.Tests.Storage;

public sealed class TheProjector(AStore store) : IClassFixture<AStore>
{
    [Fact]
    public async Task Folds_postings_into_snapshots_and_claims_into_counts_and_each_once()
    {
        var codes = Enumerable.Range(0, 5).Select(i => $"PROJ-{i}").ToArray();
        var batch = await store.PrintAsync(codes);
        var account = await store.JoinAsync("m-proj");
        foreach (var code in codes)
        {
            (var entry, account) = AStore.Claim(account, code, batch);
            await store.WriteAsync(entry);
        }

        await store.ProjectAsync();
        await store.Get<AccountProjector>().ProjectAsync(CancellationToken.None);

        Assert.Equal(5L, await store.Fresh.ScalarAsync("select seq from accounts where member_id = 'm-proj'"));
        Assert.Equal(50L, await store.Fresh.ScalarAsync("select balance from accounts where member_id = 'm-proj'"));
        var listed = await store.Get<BatchQueries>().FindAsync([batch], CancellationToken.None);
        Assert.Equal((5L, 5L), (listed[batch].Codes, listed[batch].Claimed));
    }

    [Fact]
    public async Task An_account_loads_the_same_with_a_snapshot_without_one_and_with_postings_after_it()
    {
        var batch = await store.PrintAsync("LOAD-1", "LOAD-2");
        var (first, account) = AStore.Claim(await store.JoinAsync("m-load"), "LOAD-1", batch);
        await store.WriteAsync(first);
        var loads = store.Get<IAccountLoad>();
        Assert.Equal(account.State.Hash.ToArray(), (await loads.LoadAsync("m-load"))!.State.Hash.ToArray());

        await store.ProjectAsync();
        Assert.Equal(account.State.Hash.ToArray(), (await loads.LoadAsync("m-load"))!.State.Hash.ToArray());

        (var second, account) = AStore.Claim(account, "LOAD-2", batch);
        await store.WriteAsync(second);
        Assert.Equal(account.State.Hash.ToArray(), (await loads.LoadAsync("m-load"))!.State.Hash.ToArray());
    }
}
