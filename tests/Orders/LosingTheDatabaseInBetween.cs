using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Verification;
using OrleansLoyalty.Tests.Grains;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Orders;

/// <summary>
/// The connection breaks at one step after another, before or after the step was written; the sender sends again, or the
/// sweeper finishes.
/// </summary>
public sealed class LosingTheDatabaseInBetween
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaves_an_order_credited_and_refunded_once(bool senderComesBack)
    {
        var left = int.MaxValue;
        var fate = Fate.Confirmed;
        var cluster = await LoyaltyCluster.WithAsync(services => services.AddSingleton<IBatchWriter>(provider =>
            new AFailingWriter(
                ActivatorUtilities.CreateInstance<PostgresBatchWriter>(provider),
                () => Interlocked.Decrement(ref left) == 0 ? fate : Fate.Confirmed)));
        try
        {
            var number = 0;
            foreach (var broken in (Fate[])[Fate.LostBefore, Fate.LostAfter])
            {
                for (var step = 1; step <= 6; step++)
                {
                    var name = $"o-{++number}";
                    await cluster.Grains.GetGrain<IMemberAccountGrain>($"m-{name}").Join(new JoinProgram(null, null));
                    (fate, left) = (broken, step);
                    await OrderAndRefundAsync(cluster, name, senderComesBack);
                    left = int.MaxValue;
                }
            }

            var sweeper = cluster.Services.GetRequiredService<OrderSweeper>();
            await sweeper.SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);
            await sweeper.SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);
            var report = await new Verifier(cluster.Services.GetRequiredService<OrleansLoyalty.Storage.Database>()).RunAsync();

            Assert.Empty(report.Problems);
            Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from orders_due"));
            Assert.Equal(
                await cluster.Database.ScalarAsync("select count(*) from orders"),
                await cluster.Database.ScalarAsync("select count(*) from order_credits"));
            Assert.Equal(
                await cluster.Database.ScalarAsync("select count(*) from refunds"),
                await cluster.Database.ScalarAsync("select count(*) from refund_settlements"));
            if (senderComesBack)
            {
                Assert.Equal(12L, await cluster.Database.ScalarAsync("select count(*) from refunds"));
            }
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private static async Task OrderAndRefundAsync(LoyaltyCluster cluster, string name, bool again)
    {
        var order = cluster.Grains.GetGrain<IOrderGrain>($"shop:{name}");
        var paid = new PlaceOrder(
            new OrderCustomer(new MemberId($"m-{name}"), null, null),
            null,
            [new EarningLine("1", "P", null, 2, new Money(10_000))],
            "CNY",
            DateTimeOffset.UtcNow,
            null,
            "key:test");
        await TryAsync(() => order.Place(paid), again);
        await TryAsync(
            () => order.Refund(new RefundOrder($"{name}-r", [new RefundedLine("1", 1, null)], "CNY", "key:test")), again);
    }

    private static async Task TryAsync(Func<Task> send, bool again)
    {
        try
        {
            await send();
        }
        catch (AppendException)
        {
            if (again)
            {
                await TryAsync(send, again);
            }
        }
    }
}
