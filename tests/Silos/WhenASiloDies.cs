using System.Diagnostics;
using OrleansLoyalty.Tests.Operations;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Silos;

/// <summary>A silo is killed, and the codes, accounts and items that lived on it are asked for at once.</summary>
public sealed class WhenASiloDies(ITestOutputHelper output)
{
    private const string Redeem =
        """
        mutation($item: ID!, $request: ID!) {
          redeemMallItem(input: { itemId: $item, quantity: 1, requestId: $request }) { redemption { points } errors { __typename } }
        }
        """;

    private static readonly string[] Codes = [.. Enumerable.Range(0, 60).Select(number => $"DEATH{number:d4}")];

    [Fact]
    public async Task They_all_answer_again_within_ten_seconds()
    {
        await using var cluster = await RunningCluster.StartAsync();
        await cluster.PrintAsync(Codes);
        var members = await cluster.MembersAsync(30);
        var items = await AddItemsAsync(cluster, 10);
        await EachAsync(members, items, Codes[..30], "before");

        var killed = Stopwatch.GetTimestamp();
        await cluster.Silos[0].SignalAsync("KILL");
        await EachAsync(members, items, Codes[30..], "after");
        var again = Stopwatch.GetElapsedTime(killed);

        output.WriteLine($"All answered again {again.TotalSeconds:f1} s after the kill.");
        Assert.InRange(again, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(60L, await cluster.Database.ScalarAsync("select count(*) from claims"));
        Assert.Equal(60L, await cluster.Database.ScalarAsync("select count(*) from redemptions"));
        Array.ForEach(members, member => member.Dispose());
    }

    private static async Task<string[]> AddItemsAsync(RunningCluster cluster, int count)
    {
        using var admin = await Claiming.SignedInAsync(cluster.Gateway.Address, "13900000000", "ADMIN");
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
            (await admin.FieldAsync(
                "mutation($name: String!, $request: ID!) { addMallItem(input: { name: $name, price: 1, stock: 100, requestId: $request }) { mallItem { id } } }",
                new { name = $"item {number}", request = $"item-{number}" }))["mallItem"]!["id"]!.GetValue<string>()));
    }

    /// <summary>Each member claims a code and redeems an item; each answer must be a success.</summary>
    private static async Task EachAsync(GraphQLClient[] members, string[] items, string[] codes, string request) =>
        await Task.WhenAll(members.Select(async (member, number) =>
        {
            var claimed = await RunningCluster.ClaimAsync(member, codes[number]);
            Assert.NotNull(claimed.Field["claim"]);
            var redeemed = await RunningCluster.UntilAnsweredAsync(
                member, Redeem, new { item = items[number % items.Length], request });
            Assert.NotNull(redeemed.Field["redemption"]);
        }));
}
