using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Tests.Orders;

/// <summary>The parcel-card case: somebody orders, and becomes a member later.</summary>
public sealed class OrdersOfStrangers(AShop shop) : IClassFixture<AShop>
{
    [Fact]
    public async Task Wait_and_are_credited_once_when_the_customer_joins()
    {
        var order = AShop.Order("S-1", new { phone = "13800030001" }, 10_000);
        var waiting = await shop.PlaceAsync(order);
        await shop.PlaceAsync(AShop.Order("S-2", new { phone = "13800030001" }, 5_000));

        var (client, id) = await shop.JoinAsync("13800030001");
        using var member = client;
        var credited = await shop.PlaceAsync(order);

        Assert.Equal("WAITING", waiting["order"]!["status"]!.GetValue<string>());
        Assert.Null(waiting["order"]!["credit"]);
        Assert.Equal("CREDITED", credited["order"]!["status"]!.GetValue<string>());
        Assert.Equal(150, await shop.BalanceAsync(id));
        Assert.Equal(0L, await shop.Cluster.Database.ScalarAsync("select count(*) from orders_due where phone = '13800030001'"));
    }

    [Fact]
    public async Task Are_credited_once_when_the_customer_is_linked()
    {
        await shop.PlaceAsync(AShop.Order("S-3", new { externalId = "open-3" }, 10_000));
        var (client, id) = await shop.JoinAsync("13800030003");
        using var member = client;
        const string Link = "mutation($id: ID!) { linkMember(input: { externalId: \"open-3\", memberId: $id }) { memberId } }";

        await shop.Shop.FieldAsync(Link, new { id });
        await shop.Shop.FieldAsync(Link, new { id });

        Assert.Equal(100, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task Are_credited_by_the_sweeper_when_nobody_else_did()
    {
        await shop.PlaceAsync(AShop.Order("S-4", new { phone = "13800030004" }, 10_000));
        var account = shop.Cluster.Grains.GetGrain<IMemberAccountGrain>("m-silent");
        await account.Join(new JoinProgram("13800030004", null));
        var sweeper = shop.Cluster.Services.GetRequiredService<OrderSweeper>();

        await sweeper.SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);
        await sweeper.SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);

        Assert.Equal(100, await shop.BalanceAsync("m-silent"));
        Assert.Equal(1L, await shop.Cluster.Database.ScalarAsync(
            "select count(*) from activities where key = 'program:registration:m-silent'"));
    }

    [Fact]
    public async Task Refunded_in_part_before_are_credited_for_the_rest()
    {
        await shop.PlaceAsync(AShop.Order("S-5", new { phone = "13800030005" }, 10_000, 6_000));
        var refund = await shop.RefundAsync("S-5", "S-5-r", new { line = "1", amountFen = 4_000 });

        var (client, id) = await shop.JoinAsync("13800030005");
        using var member = client;
        var later = await shop.RefundAsync("S-5", "S-5-s", new { line = "2", quantity = 1 });

        Assert.Null(refund["refund"]!["pointsReversed"]);
        Assert.Equal(60, later["refund"]!["pointsReversed"]!.GetValue<long>());
        Assert.Equal(60, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task Refunded_whole_before_earn_nothing()
    {
        await shop.PlaceAsync(AShop.Order("S-6", new { phone = "13800030006" }, 10_000));
        var refund = await shop.RefundAsync("S-6", "S-6-r");

        var (client, id) = await shop.JoinAsync("13800030006");
        using var member = client;

        Assert.Equal("REFUNDED", refund["order"]!["status"]!.GetValue<string>());
        Assert.Equal(0, await shop.BalanceAsync(id));
        Assert.Equal(0L, await shop.Cluster.Database.ScalarAsync("select count(*) from orders_due where order_no = 'S-6'"));
        Assert.Equal(0L, await shop.Cluster.Database.ScalarAsync("select count(*) from event_credits where key = 'shop:order:S-6'"));
    }
}
