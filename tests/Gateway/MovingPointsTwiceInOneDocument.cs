using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class MovingPointsTwiceInOneDocument(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Theory]
    [InlineData("mutation { a: claimProductCode(input: { code: \"TWICE-1\" }) { claim { points } } b: claimProductCode(input: { code: \"TWICE-2\" }) { claim { points } } }")]
    [InlineData("mutation { ...Both } fragment Both on Mutation { a: claimProductCode(input: { code: \"TWICE-1\" }) { claim { points } } b: redeemMallItem(input: { itemId: \"i\", quantity: 1, requestId: \"r\" }) { balance } }")]
    public async Task Is_refused_as_often_as_it_is_sent_and_moves_none(string document)
    {
        await cluster.PrintAsync("TWICE-1", "TWICE-2");
        using var member = await cluster.MemberAsync("13800008001");

        for (var time = 0; time < 3; time++) // Documents are remembered.
        {
            var answer = await member.AskAsync(document);
            Assert.Null(answer["data"]);
            Assert.Contains("points-moving", answer["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await member.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>());
    }
}
