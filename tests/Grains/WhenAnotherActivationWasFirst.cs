using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Tests.Storage;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Grains;

/// <summary>What the twin of a grain on another silo would write is written past the grain.</summary>
public sealed class WhenAnotherActivationWasFirst(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private IBatchWriter Twin => cluster.Services.GetRequiredService<IBatchWriter>();

    [Fact]
    public async Task An_account_that_is_behind_writes_nothing_and_the_retry_goes_on_from_what_is_durable()
    {
        var batch = await cluster.PrintAsync("TWIN-1", "TWIN-2");
        var member = new MemberId("m-twin");
        await cluster.Grains.GetGrain<IMemberAccountGrain>(member.Value).Join(new JoinProgram(null, null));
        await Twin.WriteAsync([AStore.Claim(AStore.New(member.Value), "TWIN-1", batch).Entry]);
        var code = cluster.Grains.GetGrain<IProductCodeGrain>("TWIN-2");

        await Assert.ThrowsAsync<FenceRefusedException>(() => code.Claim(new(member)));
        var claimed = Assert.IsType<Claimed>(await code.Claim(new(member)));

        Assert.Equal(new Points(20), claimed.Claim.Balance);
        Assert.Equal(2L, await cluster.Database.ScalarAsync("select count(*) from postings where member_id = 'm-twin'"));
    }

    [Fact]
    public async Task An_account_that_is_behind_shows_no_balance_and_the_retry_shows_what_is_durable()
    {
        var batch = await cluster.PrintAsync("TWIN-4");
        var account = cluster.Grains.GetGrain<IMemberAccountGrain>("m-behind");
        await account.Join(new JoinProgram(null, null));
        await Twin.WriteAsync([AStore.Claim(AStore.New("m-behind"), "TWIN-4", batch).Entry]);
        var spend = new SpendPoints("i-any", 1, new Points(1_000), new RequestId("r-1"));

        var refused = await Assert.ThrowsAsync<FenceRefusedException>(() => account.View());
        var view = await account.View();
        var tooLow = await account.Spend(spend);

        Assert.Equal(MemberFences.Newest, refused.Fence);
        Assert.Equal(new Points(10), view!.Balance);
        Assert.Equal(new BalanceTooLow(new Points(10), spend.Price), tooLow);
    }

    [Fact]
    public async Task An_item_that_was_restocked_elsewhere_is_not_called_out_of_stock()
    {
        var item = await SoldDownToOneElsewhereAsync(cluster, "i-full-again");
        // Ends the activation that knows of five.
        Assert.Equal(new OutOfStock(1), await item.Redeem(new(new MemberId("m-buyer"), 5, new RequestId("one-left"))));
        Assert.Equal(1, Assert.IsType<SaleSet>(await item.SetOnSale(new(true, "admin-1"))).Item.Stock);
        await cluster.Database.ScalarAsync("update mall_items set stock = 5 where id = 'i-full-again'");
        var redeem = new RedeemMallItem(new MemberId("m-buyer"), 2, new RequestId("five-again"));

        await Assert.ThrowsAsync<FenceRefusedException>(() => item.Redeem(redeem));

        Assert.IsType<Redeemed>(await item.Redeem(redeem));
    }

    [Fact]
    public async Task An_item_that_was_sold_out_elsewhere_is_out_of_stock_with_what_is_left()
    {
        var item = await SoldDownToOneElsewhereAsync(cluster, "i-twin");

        var refused = await item.Redeem(new(new MemberId("m-buyer"), 2, new RequestId("r-1")));
        var redeemed = await item.Redeem(new(new MemberId("m-buyer"), 1, new RequestId("r-2")));

        Assert.Equal(new OutOfStock(Left: 1), refused);
        Assert.Equal(new Points(99), Assert.IsType<Redeemed>(redeemed).Redemption.Balance);
    }

    [Fact]
    public async Task An_item_that_was_sold_out_elsewhere_and_restocked_since_is_not_called_out_of_stock()
    {
        RestockedItems? items = null;
        await using var restocked = await LoyaltyCluster.WithAsync(services =>
        {
            if (services.LastOrDefault(service => service.ServiceType == typeof(IMallItemLoad)) is not { } own)
            {
                return; // The gateway loads no items.
            }

            services.AddSingleton<IMallItemLoad>(provider => items = new RestockedItems(
                (IMallItemLoad)ActivatorUtilities.CreateInstance(provider, own.ImplementationType!)));
        });
        var item = await SoldDownToOneElsewhereAsync(restocked, "i-restocked");
        items!.BeforeNextLoad = () => restocked.Database.ScalarAsync("update mall_items set stock = 5 where id = 'i-restocked'");
        var redeem = new RedeemMallItem(new MemberId("m-buyer"), 2, new RequestId("r-1"));

        await Assert.ThrowsAsync<FenceRefusedException>(() => item.Redeem(redeem));
        Assert.Equal(new Points(98), Assert.IsType<Redeemed>(await item.Redeem(redeem)).Redemption.Balance);
    }

    [Fact]
    public async Task A_code_that_was_claimed_elsewhere_is_answered_by_who_claimed_it()
    {
        var batch = await cluster.PrintAsync("TWIN-3");
        foreach (var id in new[] { "m-first", "m-second" })
        {
            await cluster.Grains.GetGrain<IMemberAccountGrain>(id).Join(new JoinProgram(null, null));
        }

        await Twin.WriteAsync([AStore.Claim(AStore.New("m-first"), "TWIN-3", batch).Entry]);
        var code = cluster.Grains.GetGrain<IProductCodeGrain>("TWIN-3");

        Assert.IsType<AlreadyClaimed>(await code.Claim(new(new MemberId("m-second"))));
        Assert.Equal("TWIN-3", Assert.IsType<Claimed>(await code.Claim(new(new MemberId("m-first")))).Claim.Code);
    }

    /// <summary>An item of which an activation knows five while one is left, and a buyer with 100 points.</summary>
    private static async Task<IMallItemGrain> SoldDownToOneElsewhereAsync(LoyaltyCluster cluster, string id)
    {
        var item = cluster.Grains.GetGrain<IMallItemGrain>(id);
        await item.Add(new AddMallItem("Cup", null, new Points(1), 5, "admin-1"));
        var account = cluster.Grains.GetGrain<IMemberAccountGrain>("m-buyer");
        await account.Join(new JoinProgram(null, null));
        await account.Adjust(new AdjustPoints(new Points(100), "gift", "admin-1", new RequestId("gift")));
        await cluster.Database.ScalarAsync($"update mall_items set stock = 1 where id = '{id}'");
        return item;
    }

    private sealed class RestockedItems(IMallItemLoad own) : IMallItemLoad
    {
        internal Func<Task>? BeforeNextLoad { get; set; }

        public async Task<MallItemView?> LoadAsync(string itemId)
        {
            if (BeforeNextLoad is { } first)
            {
                BeforeNextLoad = null;
                await first();
            }

            return await own.LoadAsync(itemId);
        }
    }
}
