using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Storage.Insights;
using OrleansLoyalty.Storage.Projector;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Insights;

public sealed class LookingAtTheOverview(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Shows_what_was_given_taken_and_is_left_and_every_day_of_the_stretch()
    {
        await cluster.PrintAsync("SEEN-1", "SEEN-2", "SEEN-3", "SEEN-4");
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800009201");
        foreach (var code in new[] { "SEEN-1", "SEEN-2", "SEEN-3" })
        {
            await member.FieldAsync("mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } } }", new { code });
        }

        var item = (await admin.FieldAsync(
            "mutation { addMallItem(input: { name: \"Cup\", price: 25, stock: 1, requestId: \"cup\" }) { mallItem { id } } }"))["mallItem"]!["id"]!;
        await member.FieldAsync(
            "mutation($item: ID!) { redeemMallItem(input: { itemId: $item, quantity: 1, requestId: \"one\" }) { redemption { id } } }",
            new { item });
        await CountAsync();

        var overview = await admin.FieldAsync(
            """
            { overview { codes claimed members pointsIssued pointsRedeemed pointsOutstanding
                         days { pointsIn pointsOut newMembers kinds { kind postings pointsIn pointsOut } } } }
            """);

        var days = overview["days"]!.AsArray();
        overview.AsObject().Remove("days");
        Assert.Equal(
            """{"codes":4,"claimed":3,"members":1,"pointsIssued":30,"pointsRedeemed":25,"pointsOutstanding":5}""",
            overview.ToJsonString());
        Assert.Equal(30, days.Count);
        Assert.All(days.SkipLast(1), day => Assert.Empty(day!["kinds"]!.AsArray()));
        Assert.Equal(
            """
            {"pointsIn":30,"pointsOut":25,"newMembers":1,"kinds":[{"kind":"CLAIM","postings":3,"pointsIn":30,"pointsOut":0},{"kind":"REDEMPTION","postings":1,"pointsIn":0,"pointsOut":25}]}
            """.Trim(),
            days[^1]!.ToJsonString());
    }

    [Theory]
    [InlineData("\"2026-02-30\"", "\"2026-03-01\"")]
    [InlineData("\"2026-03-02\"", "\"2026-03-01\"")]
    [InlineData("\"2024-01-01\"", "\"2026-03-01\"")]
    [InlineData("\"yesterday\"", "null")]
    public async Task Refuses_a_stretch_that_makes_no_sense(string from, string to)
    {
        using var admin = await cluster.AdminAsync();

        var answer = await admin.AskAsync($"{{ overview {{ days(from: {from}, to: {to}) {{ day }} }} }}");

        Assert.Equal("BAD_INPUT", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Is_for_admins_alone()
    {
        using var member = await cluster.MemberAsync("13800009202");

        Assert.NotNull((await member.AskAsync("{ overview { codes } }"))["errors"]);
    }

    private async Task CountAsync()
    {
        var written = await cluster.Database.ScalarAsync("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        do
        {
            await cluster.Services.GetRequiredService<AccountProjector>().ProjectAsync(CancellationToken.None);
            await cluster.Services.GetRequiredService<DailyFiguresProjector>().ProjectAsync(CancellationToken.None);
        }
        while ((bool)(await cluster.Database.ScalarAsync($"select bool_or(txid < {written}) from projector"))!);
    }
}
