using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tests.Channels;

namespace OrleansLoyalty.Tests.Orders;

public sealed class RefundingOrders(AShop shop) : IClassFixture<AShop>
{
    [Fact]
    public async Task Whole_takes_back_all_that_it_earned_once()
    {
        var (client, id) = await shop.JoinAsync("13800040001");
        using var member = client;
        await shop.PlaceAsync(AShop.Order("R-1", new { memberId = id }, 10_000, 5_000));

        var refund = await shop.RefundAsync("R-1", "R-1-r");
        var again = await shop.RefundAsync("R-1", "R-1-r");

        Assert.Equal("""{"refundNo":"R-1-r","amountFen":15000,"pointsReversed":150,"debt":0,"pointsReturned":0}""", refund["refund"]!.ToJsonString());
        Assert.Equal("REFUNDED", refund["order"]!["status"]!.GetValue<string>());
        Assert.Equal(refund.ToJsonString(), again.ToJsonString());
        Assert.Equal(0, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task By_line_takes_back_what_the_line_earned()
    {
        var (client, id) = await shop.JoinAsync("13800040002");
        using var member = client;
        var order = AShop.Order("R-2", new { memberId = id });
        order["lines"] = new System.Text.Json.Nodes.JsonArray(AShop.Line("a", 3, 10_000), AShop.Line("b", 1, 5_000));
        await shop.PlaceAsync(order);

        // A third of 100.00 is 33.33, and of what is left half is 33.33; the last piece takes the rest, 33.34.
        var first = await shop.RefundAsync("R-2", "R-2-1", new { line = "a", quantity = 1 });
        var second = await shop.RefundAsync("R-2", "R-2-2", new { line = "a", quantity = 1 });
        var third = await shop.RefundAsync("R-2", "R-2-3", new { line = "a", quantity = 1 });

        Assert.Equal([3_333L, 3_333L, 3_334L], new[] { first, second, third }.Select(each => each["refund"]!["amountFen"]!.GetValue<long>()));
        Assert.Equal("PARTLY_REFUNDED", third["order"]!["status"]!.GetValue<string>());
        Assert.Equal(50, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task More_than_is_left_is_refused_with_figures()
    {
        var (client, id) = await shop.JoinAsync("13800040003");
        using var member = client;
        await shop.PlaceAsync(AShop.Order("R-3", new { memberId = id }, 10_000));
        await shop.RefundAsync("R-3", "R-3-1", new { line = "1", amountFen = 9_000 });

        var tooMuch = await shop.RefundAsync("R-3", "R-3-2", new { line = "1", amountFen = 1_001 });
        var tooMany = await shop.RefundAsync("R-3", "R-3-2", new { line = "1", quantity = 2 });
        var unknown = await shop.RefundAsync("R-3", "R-3-2", new { line = "2", amountFen = 1 });
        var twice = await shop.RefundAsync("R-3", "R-3-2", new { line = "1", amountFen = 1 }, new { line = "1", amountFen = 1 });
        var nothing = await shop.RefundAsync("R-3", "R-3-2", new { line = "1", amountFen = 0 });
        var negative = await shop.RefundAsync("R-3", "R-3-2", new { line = "1", amountFen = -1 });
        var other = await shop.RefundAsync("R-3", "R-3-1", new { line = "1", amountFen = 8_000 });
        var noOrder = await shop.RefundAsync("R-none", "R-3-2");
        await shop.RefundAsync("R-3", "R-3-3");
        var gone = await shop.RefundAsync("R-3", "R-3-4");

        var error = tooMuch["errors"]![0]!;
        Assert.Equal((1, 1_000L), (error["leftQuantity"]!.GetValue<int>(), error["leftFen"]!.GetValue<long>()));
        Assert.Equal("RefundTooLargeError", AChannel.Refusal(tooMany));
        Assert.Equal("UnknownLineError", AChannel.Refusal(unknown));
        Assert.Equal("UnknownLineError", AChannel.Refusal(twice));
        Assert.Equal("NothingRefundedError", AChannel.Refusal(nothing));
        Assert.Equal("NothingRefundedError", AChannel.Refusal(negative));
        Assert.Equal("RefundNumberReusedError", AChannel.Refusal(other));
        Assert.Equal("OrderNotFoundError", AChannel.Refusal(noOrder));
        Assert.Equal("RefundTooLargeError", AChannel.Refusal(gone));
        Assert.Equal(2L, await shop.Cluster.Database.ScalarAsync("select count(*) from refunds where order_no = 'R-3'"));
        Assert.Equal(0, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task A_number_names_one_refund_of_a_channel_whatever_the_order()
    {
        var (client, id) = await shop.JoinAsync("13800040004");
        using var member = client;
        await shop.PlaceAsync(AShop.Order("R-4", new { memberId = id }, 10_000));
        await shop.PlaceAsync(AShop.Order("R-5", new { memberId = id }, 10_000));
        await shop.RefundAsync("R-4", "R-4-r");

        Assert.Equal("RefundNumberReusedError", AChannel.Refusal(await shop.RefundAsync("R-5", "R-4-r")));
        Assert.Equal(100, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task What_was_spent_of_it_is_owed_and_settled_by_the_next_order()
    {
        var (client, id) = await shop.JoinAsync("13800040005");
        using var member = client;
        await shop.PlaceAsync(AShop.Order("R-6", new { memberId = id }, 10_000));
        await shop.Cluster.Grains.GetGrain<IMemberAccountGrain>(id).Adjust(
            new AdjustPoints(new Points(-70), "spent", "admin", new RequestId("spent")));

        var refund = await shop.RefundAsync("R-6", "R-6-r");
        await shop.PlaceAsync(AShop.Order("R-7", new { memberId = id }, 20_000));

        Assert.Equal((100L, 70L), (refund["refund"]!["pointsReversed"]!.GetValue<long>(), refund["refund"]!["debt"]!.GetValue<long>()));
        Assert.Equal(130, await shop.BalanceAsync(id));
    }
}

/// <summary>Gifts for an order whatever it is worth.</summary>
public sealed class RefundingOrdersWithAGift(AShop shop) : IClassFixture<AShop>
{
    [Fact]
    public async Task Whole_takes_the_gift_back_too()
    {
        await shop.PublishAsync(EarningRules.ARule.Gift(500));
        var (client, id) = await shop.JoinAsync("13800041001");
        using var member = client;
        await shop.PlaceAsync(AShop.Order("G-1", new { memberId = id }, 10_000));
        Assert.Equal(500, await shop.BalanceAsync(id));

        await shop.RefundAsync("G-1", "G-1-r");

        Assert.Equal(0, await shop.BalanceAsync(id));
    }
}
