using System.Text.RegularExpressions;
using OrleansLoyalty.Tests.House;

namespace OrleansLoyalty.Tests.TestCluster;

// What README.md shows to whoever extends the system: copy it and change what it claims.
public sealed class AMemberWithTwoCodes(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Has_the_points_of_both()
    {
        await cluster.PrintAsync("CODE-A", "CODE-B");
        using var member = await cluster.MemberAsync("13800138000");
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"CODE-A\" }) { claim { points } } }");
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"CODE-B\" }) { claim { points } } }");
        Assert.Equal(20, (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>());
    }
}

public sealed class TheReadmesExample
{
    [Fact]
    public void Is_the_one_that_runs()
    {
        var example = Regex.Match(
            SourceTree.Read("tests/TestCluster/AnExample.cs"), "public sealed class AMemberWithTwoCodes[\\s\\S]*?\n}\n").Value;

        Assert.Contains(example, SourceTree.Read("README.md"), StringComparison.Ordinal);
    }
}
