using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class ListingPostings : IAsyncLifetime
{
    private readonly AShop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task By_time_and_kind_tells_source_rules_and_which_lots_were_taken_the_earliest_end_first()
    {
        using (var admin = await _shop.Cluster.AdminAsync())
        {
            await admin.FieldAsync(
                "mutation { setProgramTerms(input: { expiryPolicy: { kind: FIXED_MONTHS, months: 12, birthdayMonths: 0 } }) { errors { __typename } } }");
        }

        var (client, id) = await _shop.JoinAsync("13800093001");
        client.Dispose();
        await OrderAsync(id, "P-1", 300_00);
        _shop.Clock.Move(TimeSpan.FromDays(40));
        var between = _shop.Clock.GetUtcNow();
        await OrderAsync(id, "P-2", 200_00);
        _shop.Clock.Move(TimeSpan.FromDays(1));
        using var member = await _shop.Cluster.MemberAsync("13800093001");
        var held = await member.FieldAsync(
            """mutation { holdPoints(input: { reference: "p", points: 400, orderAmountFen: 10000000, currency: "CNY" }) { hold { id } } }""");
        await _shop.Shop.FieldAsync(
            "mutation($id: ID!) { postHold(input: { holdId: $id }) { errors { __typename } } }", new { id = held["hold"]!["id"]!.GetValue<string>() });

        var accruals = await member.FieldAsync(
            """
            query($from: DateTime, $to: DateTime) { me {
              before: postings(to: $to, kinds: [ACCRUAL]) { nodes { source } }
              after: postings(from: $from, kinds: [ACCRUAL]) { nodes { source points explanation { points parts { ruleId points explanation } } } }
              spent: postings(kinds: [PAYMENT]) { nodes { points lotsTaken { points } } } } }
            """,
            new { from = between, to = between });

        Assert.Equal("""[{"source":"shop:order:P-1"}]""", accruals["before"]!["nodes"]!.ToJsonString());
        Assert.Equal(
            """[{"source":"shop:order:P-2","points":200,"explanation":{"points":200,"parts":[{"ruleId":"base","points":200,"explanation":"200.00 × 1 / 1.00"}]}}]""",
            accruals["after"]!["nodes"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(
            """[{"points":-400,"lotsTaken":[{"points":300},{"points":100}]}]""", accruals["spent"]!["nodes"]!.ToJsonString());
    }

    private async Task OrderAsync(string member, string number, long fen)
    {
        var order = AShop.Order(number, new { memberId = member }, fen);
        order["paidAt"] = _shop.Clock.GetUtcNow().ToString("O");
        Assert.NotNull((await _shop.PlaceAsync(order))["order"]);
    }
}
