using Npgsql;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Tests.Storage;

public sealed class TheFences(AStore store) : IClassFixture<AStore>
{
    [Fact]
    public async Task Let_a_code_be_claimed_once()
    {
        var batch = await store.PrintAsync("FENCE-1");
        var (first, _) = AStore.Claim(await store.JoinAsync("m-a"), "FENCE-1", batch);
        var (second, _) = AStore.Claim(await store.JoinAsync("m-b"), "FENCE-1", batch);
        await store.WriteAsync(first);

        var refused = await Assert.ThrowsAsync<FenceRefusedException>(() => store.WriteAsync(second));

        Assert.Equal("claims_code_fence", refused.Fence);
        Assert.Equal(0L, await store.Fresh.ScalarAsync("select count(*) from postings where member_id = 'm-b'"));
    }

    [Fact]
    public async Task Let_a_code_be_claimed_or_voided_but_not_both()
    {
        var batch = await store.PrintAsync("FENCE-2");
        await store.WriteAsync(new Entry(new CodeVoided("FENCE-2", batch, "lost", "admin", DateTimeOffset.UnixEpoch)));
        var (claim, _) = AStore.Claim(await store.JoinAsync("m-c"), "FENCE-2", batch);

        await Assert.ThrowsAsync<FenceRefusedException>(() => store.WriteAsync(claim));
    }

    [Fact]
    public async Task Let_one_of_two_activations_of_an_account_write_its_next_posting()
    {
        var batch = await store.PrintAsync("FENCE-3", "FENCE-4");
        var account = await store.JoinAsync("m-d");
        var (first, _) = AStore.Claim(account, "FENCE-3", batch);
        var (twin, _) = AStore.Claim(account, "FENCE-4", batch);
        await store.WriteAsync(first);

        var refused = await Assert.ThrowsAsync<FenceRefusedException>(() => store.WriteAsync(twin));

        Assert.Equal("postings_seq_fence", refused.Fence);
    }

    [Fact]
    public async Task Let_nobody_tell_of_an_account_as_it_was_before_another_posted()
    {
        var batch = await store.PrintAsync("FENCE-7", "FENCE-8");
        var account = await store.JoinAsync("m-g");
        var (first, after) = AStore.Claim(account, "FENCE-7", batch);
        var (second, _) = AStore.Claim(after, "FENCE-8", batch);
        var member = new MemberId("m-g");
        await store.WriteAsync(new Entry(new AccountUnchanged(member, 0)));

        // What is decided after the answer may stand in the same batch.
        await store.WriteAsync(first, new Entry(new AccountUnchanged(member, 1)), second);
        var refused = await Assert.ThrowsAsync<FenceRefusedException>(
            () => store.WriteAsync(new Entry(new AccountUnchanged(member, 1))));
        await store.WriteAsync(new Entry(new AccountUnchanged(member, 2)));

        Assert.Equal(MemberFences.Newest, refused.Fence);
    }

    [Fact]
    public async Task Write_nothing_of_a_batch_of_which_one_entry_is_refused()
    {
        var batch = await store.PrintAsync("FENCE-5", "FENCE-6");
        var (good, _) = AStore.Claim(await store.JoinAsync("m-e"), "FENCE-5", batch);
        var (bad, _) = AStore.Claim(await store.JoinAsync("m-f"), "FENCE-5", batch);

        await Assert.ThrowsAsync<FenceRefusedException>(() => store.WriteAsync(good, bad));

        Assert.Equal(0L, await store.Fresh.ScalarAsync("select count(*) from claims where code = 'FENCE-5'"));
    }

    [Fact]
    public async Task Never_let_stock_go_below_nothing_however_a_batch_sums_up()
    {
        await store.WriteAsync(new Entry(
            new MallItemAdded("i-fence", "Cup", null, new Points(1), "admin", DateTimeOffset.UnixEpoch),
            new StockSupplied("i-fence", MallItem.FirstSupply, 3, "admin", DateTimeOffset.UnixEpoch)));
        var entries = new List<Entry>();
        for (var i = 0; i < 2; i++)
        {
            var account = await RichAsync($"m-stock-{i}");
            var spend = new SpendPoints("i-fence", 2, new Points(2), new RequestId("r"));
            var (posting, redemption) = account.Spend(spend, $"r-{i}", AStore.At(DateTimeOffset.UnixEpoch))!.Value;
            entries.Add(new Entry(posting, redemption));
        }

        var refused = await Assert.ThrowsAsync<FenceRefusedException>(() => store.WriteAsync([.. entries]));
        await store.WriteAsync(entries[0]);

        Assert.Equal(MallFences.Stock, refused.Fence);
        Assert.Equal(1L, await store.Fresh.ScalarAsync("select stock from mall_items where id = 'i-fence'"));
    }

    [Fact]
    public async Task Let_a_phone_number_have_one_member()
    {
        await store.WriteAsync(new Entry(new MemberJoined(new MemberId("m-p1"), "555-1", null, DateTimeOffset.UnixEpoch)));

        var refused = await Assert.ThrowsAsync<FenceRefusedException>(() => store.WriteAsync(
            new Entry(new MemberJoined(new MemberId("m-p2"), "555-1", null, DateTimeOffset.UnixEpoch))));

        Assert.Equal(MemberFences.Phone, refused.Fence);
    }

    [Fact]
    public async Task Refuse_text_that_PostgreSQL_cannot_keep_without_failing_the_service() =>
        await Assert.ThrowsAsync<FenceRefusedException>(() => store.WriteAsync(
            new Entry(new MemberJoined(new MemberId("m-nul"), null, "a\0b", DateTimeOffset.UnixEpoch))));

    [Theory]
    [InlineData("update claims set points = 1")]
    [InlineData("delete from claims")]
    [InlineData("update postings set points = 1")]
    [InlineData("delete from postings")]
    [InlineData("truncate postings")]
    [InlineData("update redemptions set quantity = 1")]
    [InlineData("delete from redemptions")]
    [InlineData("update stock_supplies set quantity = 1")]
    [InlineData("delete from product_codes")]
    [InlineData("update members set phone = null")]
    [InlineData("delete from members")]
    [InlineData("update program_settings set points_per_code = 1")]
    [InlineData("drop table claims")]
    public async Task Keep_the_application_from_changing_a_fact(string sql)
    {
        await using var command = store.Database.Application.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<MemberAccount> RichAsync(string id)
    {
        var account = await store.JoinAsync(id);
        var gift = new AdjustPoints(new Points(100), "gift", "admin", new RequestId("gift"));
        var posting = account.Adjust(gift, AStore.At(DateTimeOffset.UnixEpoch))!;
        await store.WriteAsync(new Entry(posting));
        return account.Apply(posting);
    }
}
