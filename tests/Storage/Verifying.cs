using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Verification;

namespace OrleansLoyalty.Tests.Storage;

/// <summary>Each damage is done as the owner, past the application, and must be named.</summary>
public sealed class Verifying : IAsyncLifetime
{
    private readonly AStore _store = new();

    public async Task InitializeAsync()
    {
        await _store.InitializeAsync();
        var batch = await _store.PrintAsync("V-1", "V-2", "V-3");
        var (first, account) = AStore.Claim(await _store.JoinAsync("m-v"), "V-1", batch);
        var (second, after) = AStore.Claim(account, "V-2", batch);
        var (posting, redemption) = after.Spend(
            new SpendPoints("i-v", 1, new Points(5), new RequestId("r")), "r-v", AStore.At(DateTimeOffset.UnixEpoch))!.Value;
        await _store.WriteAsync(
            new Entry(
                new MallItemAdded("i-v", "Cup", null, new Points(5), "admin", DateTimeOffset.UnixEpoch),
                new StockSupplied("i-v", MallItem.FirstSupply, 3, "admin", DateTimeOffset.UnixEpoch)),
            first,
            second,
            new Entry(posting, redemption));
        await _store.ProjectAsync();
    }

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Finds_nothing_where_nothing_was_damaged()
    {
        var report = await VerifyAsync();

        Assert.Empty(report.Problems);
        Assert.Equal((3L, 1L), (report.Postings, report.Members));
    }

    [Fact]
    public async Task Names_a_tier_that_is_not_what_counted_makes_it()
    {
        var batch = await _store.PrintAsync("V-4");
        var (unreviewed, _) = AStore.Claim(await _store.JoinAsync("m-t"), "V-4", batch, 1_000); // Reaches silver, and no step says so.
        await _store.WriteAsync(unreviewed);

        var report = await VerifyAsync();

        Assert.Equal(
            "The tier of member m-t is standard since 1970-01-01; worked out from all that counted it is silver since 1970-01-01 until 1970-12-31.",
            Assert.Single(report.Problems));
    }

    [Theory]
    [InlineData("update postings set points = 11 where seq = 1", "sum up")]
    [InlineData("update postings set reason = 'x' where seq = 1", "hash chain")]
    [InlineData("delete from postings where seq = 2", "does not follow")]
    [InlineData("update claims set points = 11 where code = 'V-1'", "claim of code V-1")]
    [InlineData("delete from claims where code = 'V-1'", "a claim that there is not")]
    [InlineData("delete from product_codes where code = 'V-1'", "never printed")]
    [InlineData("update redemptions set points = 4", "Redemption r-v")]
    [InlineData("delete from redemptions", "a redemption that there is not")]
    [InlineData("update mall_items set stock = 3", "stock of 3")]
    [InlineData("update redemptions set quantity = 2", "stock of 2")]
    [InlineData("delete from members", "never joined")]
    [InlineData("insert into accounts select member_id, seq, 1, hash, '{}' from postings where seq = 2", "snapshot of member m-v")]
    [InlineData("insert into account_dues values ('m-v', '2099-01-01', null)", "m-v is due on 2099-01-01; by the postings on no day")]
    [InlineData("update code_batches set claimed = 3", "counts 3 claims")]
    [InlineData("update code_batches set codes = 4", "counts 4 codes")]
    public async Task Names_what_was_damaged(string damage, string sentence)
    {
        await _store.Fresh.ScalarAsync(damage);

        var report = await VerifyAsync();

        Assert.Contains(report.Problems, problem => problem.Contains(sentence, StringComparison.Ordinal));
    }

    private Task<VerificationReport> VerifyAsync() => new Verifier(_store.Database).RunAsync();
}
