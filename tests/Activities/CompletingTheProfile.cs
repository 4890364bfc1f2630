using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Tests.EarningRules;
using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.Activities;

public sealed class CompletingTheProfile(AShop shop) : IClassFixture<AShop>
{
    [Fact]
    public async Task Earns_once_and_not_before_it_is_complete()
    {
        await shop.PublishAsync(ARule.Gift(9, "profile", EarningEventKind.ProfileCompleted));
        var (client, id) = await shop.JoinAsync("13800062001");
        using var member = client;
        const string Complete = "mutation { changeProfile(input: { name: \"Li\", birthday: \"1990-06-30\" }) { errors { __typename } } }";

        await member.FieldAsync("mutation { changeProfile(input: { name: \"Li\" }) { errors { __typename } } }");
        Assert.Equal(0, await shop.BalanceAsync(id));
        await member.FieldAsync(Complete);
        await member.FieldAsync(Complete);

        Assert.Equal(9, await shop.BalanceAsync(id));
    }

    [Fact]
    public async Task Earns_by_the_sweeper_when_a_crash_came_between()
    {
        await shop.PublishAsync(ARule.Gift(9, "profile", EarningEventKind.ProfileCompleted));
        var (client, id) = await shop.JoinAsync("13800062002");
        using var member = client;
        await shop.Cluster.Database.ScalarAsync(
            $"insert into member_profiles values ('{id}', 1, 'Li', '1990-06-30', '{{}}', '{id}', now())");
        var sweeper = shop.Cluster.Services.GetRequiredService<OrderSweeper>();

        await sweeper.SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);
        await sweeper.SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);

        Assert.Equal(9, await shop.BalanceAsync(id));
    }
}
