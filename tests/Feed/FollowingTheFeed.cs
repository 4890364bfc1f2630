using System.Text.Json.Nodes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Feed;

public sealed class FollowingTheFeed(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private const string Feed =
        """
        subscription($after: String) {
          redemptionFeed(after: $after) {
            ... on CodeClaimed { cursor claim { code } member { phone } batch { name } }
            ... on MallItemRedeemed { cursor redemption { id } }
          }
        }
        """;

    [Fact]
    public async Task Reconnecting_with_the_last_cursor_misses_nothing_and_sees_nothing_twice_while_claims_run()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        string[] codes = [.. Enumerable.Range(0, 1_000).Select(i => $"FEED-{i:0000}")];
        await cluster.PrintAsync([.. codes, "FEED-START"]);
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800006001");
        var id = new MemberId((await member.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>());
        var cursor = await FirstCursorAsync(admin, id, patience.Token);

        var claiming = Parallel.ForEachAsync(
            codes,
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (code, _) => await cluster.Grains.GetGrain<IProductCodeGrain>(code).Claim(new(id)));
        var seen = new List<string>();
        while (seen.Count < codes.Length)
        {
            // Every connection is dropped after at most 70 events.
            await foreach (var happened in admin.FollowAsync(Feed, new { after = cursor }, patience.Token))
            {
                var shown = happened["data"]!["redemptionFeed"]!;
                cursor = shown["cursor"]!.GetValue<string>();
                seen.Add(shown["claim"]!["code"]!.GetValue<string>());
                if (seen.Count % 70 == 0 || seen.Count == codes.Length)
                {
                    break;
                }
            }
        }

        await claiming;
        Assert.Equal(codes.Length, seen.Distinct().Count());
        Assert.Equal(codes.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_members_own_account_is_followed_from_now_on()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await cluster.PrintAsync("FEED-OWN");
        using var member = await cluster.MemberAsync("13800006002");
        var balances = new List<long>();
        await foreach (var change in member.FollowAsync("subscription { accountChanged { balance } }", cancellation: patience.Token))
        {
            balances.Add(change["data"]!["accountChanged"]!["balance"]!.GetValue<long>());
            if (balances.Count == 2)
            {
                break;
            }

            await member.FieldAsync("mutation { claimProductCode(input: { code: \"FEED-OWN\" }) { claim { points } } }");
        }

        Assert.Equal([0, 10], balances);
    }

    // Asking without a cursor shows what happens from then on; claiming until something shows gives a cursor to start from.
    private async Task<string> FirstCursorAsync(GraphQLClient admin, MemberId id, CancellationToken cancellation)
    {
        await using var events = admin.FollowAsync(Feed, cancellation: cancellation).GetAsyncEnumerator(cancellation);
        var first = events.MoveNextAsync().AsTask();
        for (var i = 0; !first.IsCompleted; i++)
        {
            await cluster.PrintAsync($"FEED-FIRST-{i}");
            await cluster.Grains.GetGrain<IProductCodeGrain>($"FEED-FIRST-{i}").Claim(new(id));
            await Task.WhenAny(first, Task.Delay(TimeSpan.FromMilliseconds(200), cancellation));
        }

        // The claims made above all precede what the test looks for.
        var last = Assert.IsType<JsonNode>(events.Current, exactMatch: false);
        while (await cluster.Database.ScalarAsync("select max(txid)::text from claims") is string newest
            && !System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(
                last["data"]!["redemptionFeed"]!["cursor"]!.GetValue<string>()))
                .StartsWith($"[\"feed\",{newest},", StringComparison.Ordinal))
        {
            await events.MoveNextAsync();
            last = events.Current;
        }

        return last["data"]!["redemptionFeed"]!["cursor"]!.GetValue<string>();
    }
}
