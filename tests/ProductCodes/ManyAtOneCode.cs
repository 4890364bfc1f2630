using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.ProductCodes;

/// <summary>More of them than Orleans hands on from one activation to the next: they wait for one that stays.</summary>
public sealed class ManyAtOneCode(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Are_all_answered_and_one_of_them_has_it()
    {
        await cluster.PrintAsync("CROWD-1");
        var members = Enumerable.Range(1, 300).Select(number => new MemberId($"m-crowd-{number}")).ToList();
        await Task.WhenAll(members.Select(member =>
            cluster.Grains.GetGrain<IMemberAccountGrain>(member.Value).Join(new JoinProgram(null, null))));

        var outcomes = await Task.WhenAll(members.Select(member =>
            cluster.Grains.GetGrain<IProductCodeGrain>("CROWD-1").Claim(new ClaimProductCode(member))));

        Assert.Single(outcomes.OfType<Claimed>());
        Assert.Equal(299, outcomes.OfType<AlreadyClaimed>().Count());
    }
}
