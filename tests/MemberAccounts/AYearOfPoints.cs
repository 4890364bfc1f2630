using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>What members and admins see of points over time, through GraphQL, as days go by.</summary>
public sealed class AYearOfPoints : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private LoyaltyCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await LoyaltyCluster.WithAsync(
        services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Points_lapse_after_two_notices_and_can_be_reinstated()
    {
        await TermsAsync("expiryPolicy: { kind: FIXED_MONTHS, months: 12, birthdayMonths: 0 }");
        await _cluster.PrintAsync("YEAR-1");
        using (var member = await _cluster.MemberAsync("13800009001"))
        {
            await member.FieldAsync("mutation { claimProductCode(input: { code: \"YEAR-1\" }) { claim { balance } } }");
        }

        var lastDay = Today.AddMonths(12);
        await OnAsync(lastDay.AddDays(-30));
        await OnAsync(lastDay.AddDays(-6));
        await OnAsync(lastDay.AddDays(1));

        using var admin = await _cluster.AdminAsync();
        var notices = (await admin.FieldAsync("{ expiryNotices { nodes { isLast points expiresOn member { phone } } } }"))["nodes"]!.AsArray();
        Assert.Equal([false, true], notices.Select(notice => notice!["isLast"]!.GetValue<bool>()));
        Assert.All(notices, notice => Assert.Equal(AnAccountOverTime.Text(lastDay), notice!["expiresOn"]!.GetValue<string>()));
        using var later = await _cluster.MemberAsync("13800009001");
        var me = await later.FieldAsync("{ me { id balance postings { nodes { seq kind points lotsTaken { seq points } } } } }");
        Assert.Equal(0, me["balance"]!.GetValue<long>());
        var lapse = me["postings"]!["nodes"]![0]!;
        Assert.Equal(("EXPIRY", -10L), (lapse["kind"]!.GetValue<string>(), lapse["points"]!.GetValue<long>()));

        var back = await admin.FieldAsync(
            "mutation ($input: ReinstatePointsInput!) { reinstatePoints(input: $input) { posting { points expiresOn } errors { __typename } } }",
            new
            {
                input = new
                {
                    memberId = me["id"]!.GetValue<string>(),
                    expirySeq = lapse["seq"]!.GetValue<long>(),
                    expiresOn = AnAccountOverTime.Text(lastDay.AddDays(90)),
                    reason = "complaint",
                },
            });
        Assert.Equal(10, back["posting"]!["points"]!.GetValue<long>());
        Assert.Equal(10, (await later.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>());
        await AgreeAsync();
    }

    [Fact]
    public async Task A_frozen_member_earns_and_cannot_spend_and_is_told_so()
    {
        await _cluster.PrintAsync("YEAR-2");
        using var admin = await _cluster.AdminAsync();
        using var member = await _cluster.MemberAsync("13800009002");
        var id = (await member.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>();
        var item = (await admin.FieldAsync(
            "mutation { addMallItem(input: { name: \"Cup\", price: 5, stock: 3, requestId: \"i\" }) { mallItem { id } } }"))["mallItem"]!["id"]!;

        var frozen = await admin.FieldAsync(
            $$"""mutation { freezeAccount(input: { memberId: "{{id}}", reason: "suspicion", requestId: "f" }) { account { isFrozen } } }""");
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"YEAR-2\" }) { claim { points } } }");
        var refused = await member.FieldAsync(
            $$"""mutation { redeemMallItem(input: { itemId: "{{item}}", quantity: 1, requestId: "r" }) { errors { __typename } } }""");
        await admin.FieldAsync(
            $$"""mutation { unfreezeAccount(input: { memberId: "{{id}}", reason: "cleared", requestId: "u" }) { account { balance } } }""");
        var redeemed = await member.FieldAsync(
            $$"""mutation { redeemMallItem(input: { itemId: "{{item}}", quantity: 1, requestId: "r" }) { balance } }""");

        Assert.True(frozen["account"]!["isFrozen"]!.GetValue<bool>());
        Assert.Equal("AccountFrozenError", refused["errors"]![0]!["__typename"]!.GetValue<string>());
        Assert.Equal(5, redeemed["balance"]!.GetValue<long>());
        await AgreeAsync();
    }

    [Fact]
    public async Task Some_points_are_frozen_by_name_and_released_with_a_reason()
    {
        await _cluster.PrintAsync("YEAR-4");
        using var admin = await _cluster.AdminAsync();
        using var member = await _cluster.MemberAsync("13800009005");
        var id = (await member.FieldAsync("{ me { id } }"))["id"]!.GetValue<string>();
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"YEAR-4\" }) { claim { points } } }");
        string Freeze(long points, string request) =>
            $$"""mutation { freezeAccount(input: { memberId: "{{id}}", points: {{points}}, reason: "dispute", requestId: "{{request}}" }) { account { balance frozen isFrozen } errors { __typename ... on InsufficientPointsError { balance price } } } }""";

        var frozen = await admin.FieldAsync(Freeze(4, "f-1"));
        var again = await admin.FieldAsync(Freeze(4, "f-1"));
        var tooMany = await admin.FieldAsync(Freeze(7, "f-2"));
        var negative = await admin.FieldAsync(Freeze(-1, "f-3"));
        var released = await admin.FieldAsync(
            $$"""mutation { unfreezeAccount(input: { memberId: "{{id}}", frozenBy: "f-1", reason: "settled", requestId: "u-1" }) { account { balance frozen } } }""");
        var postings = (await member.FieldAsync("{ me { postings(kinds: [FREEZE, UNFREEZE]) { nodes { kind reason actor } } } }"))["postings"]!["nodes"]!;
        var actors = await admin.FieldAsync(
            $$"""{ member(by: { id: "{{id}}" }) { postings(kinds: [FREEZE]) { nodes { actor } } } }""");

        Assert.Equal("""{"balance":6,"frozen":4,"isFrozen":false}""", frozen["account"]!.ToJsonString());
        Assert.Equal(frozen.ToJsonString(), again.ToJsonString());
        Assert.Equal("""[{"__typename":"InsufficientPointsError","balance":6,"price":7}]""", tooMany["errors"]!.ToJsonString());
        Assert.Equal("InsufficientPointsError", negative["errors"]![0]!["__typename"]!.GetValue<string>());
        Assert.Equal("""{"balance":10,"frozen":0}""", released["account"]!.ToJsonString());
        Assert.Equal(
            """[{"kind":"UNFREEZE","reason":"settled","actor":null},{"kind":"FREEZE","reason":"dispute","actor":null}]""",
            postings.ToJsonString());
        Assert.NotNull(actors["postings"]!["nodes"]![0]!["actor"]);
        await AgreeAsync();
    }

    [Fact]
    public async Task Points_sent_arrive_once_however_often_they_are_sent()
    {
        await TermsAsync("transfers: { allowed: true, minimum: 1, maxPerDay: 100 }");
        await _cluster.PrintAsync("YEAR-3");
        using var receiver = await _cluster.MemberAsync("13800009004");
        using var sender = await _cluster.MemberAsync("13800009003");
        await sender.FieldAsync("mutation { claimProductCode(input: { code: \"YEAR-3\" }) { claim { points } } }");

        JsonNode first = null!;
        for (var i = 0; i < 3; i++)
        {
            first = await sender.FieldAsync(
                "mutation { sendPoints(input: { toPhone: \"13800009004\", points: 4, requestId: \"s\" }) { transferId balance errors { __typename } } }");
        }

        var other = await sender.FieldAsync(
            "mutation { sendPoints(input: { toPhone: \"13800009004\", points: 5, requestId: \"s\" }) { errors { __typename } } }");

        Assert.Equal(6, first["balance"]!.GetValue<long>());
        Assert.Equal("RequestIdReusedError", other["errors"]![0]!["__typename"]!.GetValue<string>());
        Assert.Equal(4, (await receiver.FieldAsync("{ me { balance } }"))["balance"]!.GetValue<long>());
        await AgreeAsync();
    }

    /// <summary>They kept the notices of the end that was over, and lapsed again the same night.</summary>
    [Fact]
    public async Task Points_that_come_back_after_they_lapsed_are_told_of_again_and_live_30_days_more()
    {
        await TermsAsync("expiryPolicy: { kind: FIXED_MONTHS, months: 12, birthdayMonths: 0 }");
        await _cluster.PrintAsync("YEAR-5");
        using var member = await _cluster.MemberAsync("13800009006");
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"YEAR-5\" }) { claim { balance } } }");
        var id = (string)(await member.FieldAsync("{ me { id } }"))["id"]!;
        var account = _cluster.Grains.GetGrain<IMemberAccountGrain>(id);
        var lastDay = Today.AddMonths(12);
        await OnAsync(lastDay.AddDays(-30));
        await OnAsync(lastDay.AddDays(-6));
        Assert.IsType<HoldAsAsked>(await account.Hold(new HoldPoints("h", new Points(4), null, "order", null)));
        Assert.IsType<HoldAsAsked>(await account.Post(new PostHold("h")));
        await OnAsync(lastDay.AddDays(1)); // The six that are left lapse.

        Assert.IsType<Returned>(await account.Return(new ReturnPoints("h", new Points(4), "refund")));

        await OnAsync(lastDay.AddDays(2));
        await OnAsync(lastDay.AddDays(25));
        await OnAsync(lastDay.AddDays(31));
        Assert.Equal(new Points(4), (await account.View())!.Balance);
        Assert.Equal(
            $"{lastDay:O} 10, {lastDay:O} 10, {lastDay.AddDays(31):O} 4, {lastDay.AddDays(31):O} 4",
            await _cluster.Database.ScalarAsync(
                "select string_agg(expires_on || ' ' || points, ', ' order by position) from expiry_notices"));
        await AgreeAsync();
        await OnAsync(lastDay.AddDays(32));
        Assert.Equal(Points.Zero, (await account.View())!.Balance);
        await AgreeAsync();
    }

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime.AddHours(8));

    private async Task TermsAsync(string terms)
    {
        using var admin = await _cluster.AdminAsync();
        var set = await admin.FieldAsync($"mutation {{ setProgramTerms(input: {{ {terms} }}) {{ errors {{ __typename }} }} }}");
        Assert.Null(set["errors"]);
    }

    /// <summary>Moves to a day, and does what is due on it.</summary>
    private async Task OnAsync(DateOnly day)
    {
        await _cluster.ProjectAsync();
        _clock.Move(TimeSpan.FromDays(day.DayNumber - Today.DayNumber));
        await _cluster.RunDueAsync();
    }

    private Task AgreeAsync() => _cluster.AgreeAsync();
}
