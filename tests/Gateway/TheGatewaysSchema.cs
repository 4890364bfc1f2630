using OrleansLoyalty.Api;
using OrleansLoyalty.Tests.House;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class TheGatewaysSchema(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private string Printed => Server.PrintSchema(cluster.Services);

    [Fact]
    public void Contains_what_front_ends_rely_on()
    {
        var contract = SchemaText.Statements(File.ReadAllText(SourceTree.File("tests/Gateway/contract.graphql")));

        var missing = contract.Except(SchemaText.Statements(Printed));

        Assert.Empty(missing);
    }

    [Fact]
    public void Is_the_one_that_is_checked_in()
    {
        var file = SourceTree.File("schema.graphql");
        if (Environment.GetEnvironmentVariable("LOYALTY_UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(file, Printed);
        }

        var (checkedIn, printed) = (SchemaText.Statements(File.ReadAllText(file)), SchemaText.Statements(Printed));

        // Scalars may be declared by one engine and built into the other.
        Assert.Empty(printed.Except(checkedIn).Where(statement => !statement.StartsWith("scalar ", StringComparison.Ordinal)));
        Assert.Empty(checkedIn.Except(printed).Where(statement => !statement.StartsWith("scalar ", StringComparison.Ordinal)));
    }
}
