using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>What the program's terms make of points over the years, through GraphQL, as days go by.</summary>
public sealed class PoliciesOverTheYears : IAsyncLifetime
{
    private const string Lots = "{ me { balance account { pending lots { points expiresOn spendableOn } } } }";
    private const string Tier = "{ me { tier { tier { id } until measure toNext next { id } } tierHistory { nodes { tier since until } } } }";

    private readonly AShop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    private DateOnly Today => DateOnly.FromDateTime(_shop.Clock.GetUtcNow().UtcDateTime.AddHours(8));

    // 1,000 earned on a day and 500 of them used nine months later: the other 500 live twelve months from then.
    [Fact]
    public async Task Rolling_points_live_from_the_last_spend_on()
    {
        await TermsAsync("expiryPolicy: { kind: ROLLING, months: 12, birthdayMonths: 0 }");
        var (client, id) = await _shop.JoinAsync("13800095001");
        client.Dispose();
        await OrderAsync(id, "Y-1", 1_000_00);
        Assert.Equal((1_000, Text(Today.AddMonths(12))), await LotAsync("13800095001"));

        await MoveAsync(Today.AddMonths(9));
        await PayAsync("13800095001", id, 500);

        var until = Today.AddMonths(12);
        Assert.Equal((500, Text(until)), await LotAsync("13800095001"));
        await MoveAsync(until.AddDays(-30));
        await MoveAsync(until.AddDays(-6)); // A week before the day on which they lapse.
        await MoveAsync(until);
        Assert.Equal((500, Text(until)), await LotAsync("13800095001"));
        await MoveAsync(until.AddDays(1));
        using var last = await _shop.Cluster.MemberAsync("13800095001");
        Assert.Equal(0, (await last.FieldAsync(Lots))["balance"]!.GetValue<long>());
        using var admin = await _shop.Cluster.AdminAsync();
        var notices = (await admin.FieldAsync("{ expiryNotices { nodes { isLast notedOn } } }"))["nodes"]!.AsArray();
        Assert.Equal(
            [(false, Text(until.AddDays(-30))), (true, Text(until.AddDays(-6)))],
            notices.Select(notice => (notice!["isLast"]!.GetValue<bool>(), notice["notedOn"]!.GetValue<string>())));
        await _shop.Cluster.AgreeAsync();
    }

    [Fact]
    public async Task Points_of_the_birthday_month_live_three_months_longer_and_a_campaign_prolongs_as_well()
    {
        await TermsAsync("expiryPolicy: { kind: FIXED_MONTHS, months: 12, birthdayMonths: 3 }");
        var (client, id) = await _shop.JoinAsync("13800095002");
        var (otherClient, otherId) = await _shop.JoinAsync("13800095003");
        using var member = client;
        using var other = otherClient;
        var birthday = new DateOnly(1990, Today.Month, 1);
        await member.FieldAsync("mutation($day: String!) { changeProfile(input: { birthday: $day }) { errors { __typename } } }", new { day = Text(birthday) });

        await OrderAsync(id, "Y-2", 100_00);
        await OrderAsync(otherId, "Y-3", 100_00);
        await _shop.PublishAsync(EarningRules.ARule.PerYuan() with { ExtraMonths = 2 });
        await OrderAsync(otherId, "Y-4", 100_00);

        Assert.Equal((100, Text(Today.AddMonths(15))), await LotAsync("13800095002"));
        Assert.Equal(
            [Text(Today.AddMonths(12)), Text(Today.AddMonths(14))],
            (await other.FieldAsync(Lots))["account"]!["lots"]!.AsArray().Select(lot => lot!["expiresOn"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_orders_points_are_pending_for_the_return_window_and_spendable_after_it()
    {
        await TermsAsync("pendingDays: 7");
        var (client, id) = await _shop.JoinAsync("13800095004");
        var refundedInTime = await _shop.JoinAsync("13800095005");
        refundedInTime.Client.Dispose();
        await OrderAsync(id, "Y-5", 100_00);
        await OrderAsync(refundedInTime.Id, "Y-6", 100_00);

        var pending = await client.FieldAsync(Lots);
        var refused = await client.FieldAsync(
            """mutation { holdPoints(input: { reference: "x", points: 1, orderAmountFen: 10000, currency: "CNY" }) { errors { __typename } } }""");
        var lot = pending["account"]!["lots"]![0]!;
        Assert.Equal((0L, 100L, Text(Today.AddDays(7))), (
            pending["balance"]!.GetValue<long>(), pending["account"]!["pending"]!.GetValue<long>(), lot["spendableOn"]!.GetValue<string>()));
        Assert.Equal("InsufficientPointsError", refused["errors"]![0]!["__typename"]!.GetValue<string>());
        client.Dispose();

        await MoveAsync(Today.AddDays(6));
        await _shop.RefundAsync("Y-6", "Y-6-r");
        Assert.Equal((0, 0), (await _shop.BalanceAsync(id), await _shop.BalanceAsync(refundedInTime.Id)));
        await MoveAsync(Today.AddDays(1));
        Assert.Equal((100, 0), (await _shop.BalanceAsync(id), await _shop.BalanceAsync(refundedInTime.Id)));
    }

    [Fact]
    public async Task A_tier_comes_at_once_and_goes_after_its_period_and_the_grace()
    {
        // The window counts whole months: what is earned on the first of one still counts on the period's last day.
        await MoveAsync(new DateOnly(Today.Year, Today.Month, 15).AddMonths(1));
        var (client, id) = await _shop.JoinAsync("13800095006");
        client.Dispose();
        var start = Today;
        var until = start.AddMonths(12).AddDays(-1);
        await OrderAsync(id, "Y-7", 1_000_00);

        Assert.Equal(("silver", Text(until)), await TierAsync("13800095006"));
        await MoveAsync(until.AddDays(30));
        Assert.Equal("silver", (await TierAsync("13800095006")).Tier);
        await MoveAsync(until.AddDays(31));
        Assert.Equal("standard", (await TierAsync("13800095006")).Tier);
        using var member = await _shop.Cluster.MemberAsync("13800095006");
        Assert.Equal(
            [("standard", Text(until.AddDays(31)), null), ("silver", Text(start), Text(until))],
            (await member.FieldAsync(Tier))["tierHistory"]!["nodes"]!.AsArray()
                .Select(each => (each!["tier"]!.GetValue<string>(), each["since"]!.GetValue<string>(), each["until"]?.GetValue<string>())));
        await _shop.Cluster.AgreeAsync();
    }

    [Theory]
    [InlineData("SPEND", 50_000, 499_99, 0_01)]
    [InlineData("ORDERS", 2, 1_00, 1_00)]
    [InlineData("QUALIFYING_POINTS", 500, 499_00, 1_00)]
    public async Task A_tier_is_reached_by_spend_by_orders_or_by_points(string measure, long threshold, long firstFen, long secondFen)
    {
        await TermsAsync(
            $$"""
            tierLadder: { measure: {{measure}}, window: CALENDAR_YEAR, graceDays: 30, tiers: [
              { id: "all", name: "普通", threshold: 0, benefits: [] },
              { id: "vip", name: "金", threshold: {{threshold}}, benefits: [{ kind: "multiplier", value: "1.5" }] }] }
            """);
        var (client, id) = await _shop.JoinAsync("13800095007");
        using var member = client;

        await OrderAsync(id, "Y-8", firstFen);
        Assert.Equal("all", (await TierAsync("13800095007")).Tier);
        await OrderAsync(id, "Y-9", secondFen);

        Assert.Equal(("vip", $"{Today.Year + 1}-12-31"), await TierAsync("13800095007"));
    }

    private async Task OrderAsync(string member, string number, long fen)
    {
        var order = AShop.Order(number, new { memberId = member }, fen);
        order["paidAt"] = _shop.Clock.GetUtcNow().ToString("O");
        Assert.NotNull((await _shop.PlaceAsync(order))["order"]);
    }

    private async Task PayAsync(string phone, string id, long points)
    {
        using var member = await _shop.Cluster.MemberAsync(phone);
        var held = await member.FieldAsync(
            $$"""mutation { holdPoints(input: { reference: "h", points: {{points}}, orderAmountFen: 1000000, currency: "CNY" }) { hold { id } } }""");
        var posted = await _shop.Shop.FieldAsync(
            "mutation($id: ID!) { postHold(input: { holdId: $id }) { hold { points } } }", new { id = held["hold"]!["id"]!.GetValue<string>() });
        Assert.Equal(points, posted["hold"]!["points"]!.GetValue<long>());
        Assert.Equal(points, await _shop.BalanceAsync(id));
    }

    private async Task<(long Points, string LastDay)> LotAsync(string phone)
    {
        using var member = await _shop.Cluster.MemberAsync(phone);
        var lot = Assert.Single((await member.FieldAsync(Lots))["account"]!["lots"]!.AsArray())!;
        return (lot["points"]!.GetValue<long>(), lot["expiresOn"]!.GetValue<string>());
    }

    private async Task<(string Tier, string? Until)> TierAsync(string phone)
    {
        using var member = await _shop.Cluster.MemberAsync(phone);
        var tier = (await member.FieldAsync(Tier))["tier"]!;
        return (tier["tier"]!["id"]!.GetValue<string>(), tier["until"]?.GetValue<string>());
    }

    private async Task TermsAsync(string terms)
    {
        using var admin = await _shop.Cluster.AdminAsync();
        var set = await admin.FieldAsync($"mutation {{ setProgramTerms(input: {{ {terms} }}) {{ errors {{ __typename }} }} }}");
        Assert.Null(set["errors"]);
    }

    private async Task MoveAsync(DateOnly day)
    {
        await _shop.Cluster.ProjectAsync();
        _shop.Clock.Move(TimeSpan.FromDays(day.DayNumber - Today.DayNumber));
        await _shop.Cluster.RunDueAsync();
    }

    private static string Text(DateOnly day) => AnAccountOverTime.Text(day)!;
}
