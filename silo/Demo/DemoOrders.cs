using OrleansLoyalty.Activities;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Channels;
using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Demo;

/// <summary>Two channels, and what they send: an order that is credited, one that waits for its customer, one given back.</summary>
internal static class DemoOrders
{
    private const string Actor = "demo";

    internal static async Task AddAsync(IServiceProvider services, MemberId buyer, TextWriter output)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await OpenChannelAsync(grains, "store-pos", "门店收银 Store POS", output);
        await OpenChannelAsync(grains, "tmall", "天猫 Tmall", output);

        var member = new OrderCustomer(buyer, null, null);
        await PlaceAsync(grains, "store-pos", "POS-1001", member, now, ("thermos", "cups", 1, 12_900), ("bag", "bags", 2, 6_000));
        await PlaceAsync(grains, "tmall", "T-2001", new OrderCustomer(null, "tmall-buyer-7", "13800000099"), now, ("umbrella", "rain", 1, 8_800));
        var refunded = await PlaceAsync(grains, "store-pos", "POS-1002", member, now, ("speaker", "audio", 1, 29_900));
        await refunded.Refund(new RefundOrder("POS-R-1", [], "CNY", Actor));

        var visit = new ActivityKey("store-pos", EarningEventKind.StoreVisit, "visit-1");
        await grains.GetGrain<IActivityGrain>(visit.ToString())
            .Record(new RecordActivity(buyer, null, "shanghai-1", now, Actor));
        await output.WriteLineAsync(
            "13800000011 has an order credited and one refunded; an order of 13800000099 waits in channel tmall: sign in as "
            + "that member, and it is credited.");
    }

    private static async Task OpenChannelAsync(IGrainFactory grains, string code, string name, TextWriter output)
    {
        var channel = grains.GetGrain<IChannelGrain>(code);
        await channel.Add(new AddChannel(name, Actor));
        var (key, prefix) = ApiKeyText.New();
        await channel.IssueKey(new IssueApiKey(prefix, ApiKeyText.Hash(key), "demo", Actor));
        await output.WriteLineAsync($"Channel {code}, shown this once: Authorization: ApiKey {key}");
    }

    private static async Task<IOrderGrain> PlaceAsync(
        IGrainFactory grains,
        string channel,
        string orderNo,
        OrderCustomer customer,
        DateTimeOffset paidAt,
        params (string Product, string Category, int Quantity, long Fen)[] lines)
    {
        var order = grains.GetGrain<IOrderGrain>(new OrderKey(channel, orderNo).ToString());
        await order.Place(new PlaceOrder(
            customer,
            null,
            [.. lines.Select((line, index) => new EarningLine(
                $"{index + 1}", line.Product, line.Category, line.Quantity, new Money(line.Fen)))],
            "CNY",
            paidAt,
            null,
            Actor));
        return order;
    }
}
