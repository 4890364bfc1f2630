using OrleansLoyalty.Api;
using OrleansLoyalty.Tests.House;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class TheGatewaysSchema(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private string Printed => Server.PrintSchema(cluster.GatewayServices);

    [Fact]
    public void Contains_what_front_ends_rely_on()
    {
        var contract = SchemaText.Statements(SourceTree.Read("tests/Gateway/contract.graphql"));

        var missing = contract.Except(SchemaText.Statements(Printed));

        Assert.Empty(missing);
    }

    [Fact]
    public void Is_the_one_that_is_checked_in()
    {
        if (Environment.GetEnvironmentVariable("LOYALTY_UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(Path.Combine(SourceTree.Root, "schema.graphql"), Printed);
        }

        Assert.Equal(Comparable(SourceTree.Read("schema.graphql")), Comparable(Printed));
    }

    // Scalars may be declared by one engine and built into the other; ApplyPolicy belongs to a directive of one.
    private static IEnumerable<string> Comparable(string sdl) => SchemaText.Statements(sdl).Where(statement =>
        !statement.StartsWith("scalar ", StringComparison.Ordinal)
        && !statement.Contains("ApplyPolicy", StringComparison.Ordinal));
}
