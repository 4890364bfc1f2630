using System.Text;
using System.Text.Json.Nodes;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Tests.CodeImports;
using OrleansLoyalty.Tests.EarningRules;
using OrleansLoyalty.Tests.Orders;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.ProductCodes;

/// <summary>A batch says what its codes are printed on, so that rules by product and category hold for claims as well.</summary>
public sealed class ClaimingByProduct(AShop shop) : IClassFixture<AShop>, IAsyncLifetime
{
    public Task InitializeAsync() => shop.PublishAsync(
        ARule.Gift(5, "by-product", EarningEventKind.CodeClaimed).When(any => any with { Products = ["SKU-1"] }),
        ARule.Gift(3, "by-category", EarningEventKind.CodeClaimed).When(any => any with { Categories = ["tea"] }));

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("PR-1", "SKU-1", "tea", 10 + 5 + 3)]
    [InlineData("PR-2", "SKU-1", null, 10 + 5)]
    [InlineData("PR-3", null, "tea", 10 + 3)]
    [InlineData("PR-4", "SKU-2", "coffee", 10)]
    [InlineData("PR-5", null, null, 10)]
    public async Task Gives_what_the_rules_give_for_the_product(string code, string? product, string? category, long points)
    {
        using var admin = await shop.Cluster.AdminAsync();
        using var member = await shop.Cluster.MemberAsync("13800007101");
        var import = await admin.UploadAsync(
            Encoding.UTF8.GetBytes($"{code}\n"), "codes.csv", code, product: product, category: category);
        var end = await admin.EndAsync(import["data"]!["importProductCodes"]!["import"]!["id"]!.GetValue<string>());

        var claim = await member.FieldAsync(
            "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } } }", new { code });

        Assert.Equal(points, claim["claim"]!["points"]!.GetValue<long>());
        Assert.Equal((product, category), await BatchAsync(admin, end["batch"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Answers_a_request_again_and_refuses_it_for_another_product()
    {
        using var admin = await shop.Cluster.AdminAsync();
        var file = Encoding.UTF8.GetBytes("PR-6\n");
        var first = await admin.UploadAsync(file, "codes.csv", "PR-6", product: "SKU-1");

        var again = await admin.UploadAsync(file, "codes.csv", "PR-6", product: "SKU-1");
        var other = await admin.UploadAsync(file, "codes.csv", "PR-6", product: "SKU-2");

        Assert.Equal(Import(first)["import"]!["id"]!.ToString(), Import(again)["import"]!["id"]!.ToString());
        Assert.Equal("RequestIdReusedError", Import(other)["errors"]![0]!["__typename"]!.GetValue<string>());
    }

    private static JsonNode Import(JsonNode answer) => answer["data"]!["importProductCodes"]!;

    private static async Task<(string? Product, string? Category)> BatchAsync(GraphQLClient admin, string id)
    {
        var batches = await admin.FieldAsync("{ codeBatches { nodes { id product category } } }");
        var batch = batches["nodes"]!.AsArray().Single(each => each!["id"]!.GetValue<string>() == id)!;
        return (batch["product"]?.GetValue<string>(), batch["category"]?.GetValue<string>());
    }
}
