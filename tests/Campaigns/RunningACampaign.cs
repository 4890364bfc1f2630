using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Verification;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Campaigns;

public sealed class RunningACampaign(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>, IAsyncLifetime
{
    private const string Answer =
        """
        { campaign { id version status launched budget theme { en } rules { id } figures { points events members budgetLeft } }
          errors { __typename ... on Error { message } ... on CampaignBudgetOutOfRangeError { min max } } }
        """;

    private GraphQLClient _admin = null!;

    public async Task InitializeAsync() => _admin = await cluster.AdminAsync();

    public Task DisposeAsync()
    {
        _admin.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Puts_its_rules_in_force_and_takes_them_out_again()
    {
        var id = (string)(await MakeAsync("REFER_A_FRIEND"))["campaign"]!["id"]!;
        Assert.Equal(0, await FriendAsync());

        Assert.Equal("RUNNING", (string)(await MoveAsync(id, "LAUNCH"))["campaign"]!["status"]!);
        Assert.Equal(100, await FriendAsync());

        Assert.Equal("PAUSED", (string)(await MoveAsync(id, "PAUSE"))["campaign"]!["status"]!);
        Assert.Equal(0, await FriendAsync());

        await MoveAsync(id, "LAUNCH");
        Assert.Equal(100, await FriendAsync());

        Assert.Equal("ENDED", (string)(await MoveAsync(id, "END"))["campaign"]!["status"]!);
        Assert.Equal("ENDED", (string)(await MoveAsync(id, "END"))["campaign"]!["status"]!);
        Assert.Equal(0, await FriendAsync());
        Assert.Equal("CampaignIsOverError", (string)(await MoveAsync(id, "LAUNCH"))["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task Is_planned_until_it_begins_and_ended_when_its_time_is_over()
    {
        var (now, day) = (DateTimeOffset.UtcNow, TimeSpan.FromDays(1));
        var id = (string)(await MakeAsync("REVIEW_REWARD"))["campaign"]!["id"]!;
        Assert.Equal("PLANNED", (string)(await EditAsync(id, 1, 100, now + day))["campaign"]!["status"]!);
        Assert.Equal("PLANNED", (string)(await MoveAsync(id, "LAUNCH"))["campaign"]!["status"]!);

        var launched = await _admin.FieldAsync("query($id: ID!) { campaign(id: $id) { version } }", new { id });
        var over = await EditAsync(id, (long)launched["version"]!, 100, now - day - day, now - day);

        Assert.Equal("ENDED", (string)over["campaign"]!["status"]!);
    }

    [Fact]
    public async Task Is_made_once_by_one_request()
    {
        var request = Guid.NewGuid().ToString();

        var first = await MakeAsync("SURVEY", request);

        Assert.Equal((string)first["campaign"]!["id"]!, (string)(await MakeAsync("SURVEY", request))["campaign"]!["id"]!);
        Assert.Equal("RequestIdReusedError", (string)(await MakeAsync("BIRTHDAY", request))["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task Gives_no_more_than_its_budget_however_a_batch_sums_up()
    {
        var id = (string)(await MakeAsync("REVIEW_REWARD"))["campaign"]!["id"]!;
        await EditAsync(id, 1, 100);
        var writer = cluster.Services.GetRequiredService<IBatchWriter>();
        await writer.WriteAsync([Spent(id, "m-1", 1, 60), Spent(id, "m-2", 1, 20)]);

        var refused = await Assert.ThrowsAsync<FenceRefusedException>(
            () => writer.WriteAsync([Spent(id, "m-1", 2, 11), Spent(id, "m-2", 2, 10)]));
        await writer.WriteAsync([Spent(id, "m-1", 2, 20)]);
        await writer.WriteAsync([Spent(id, "m-1", 3, -20)]);

        Assert.Equal(CampaignFences.Budget, refused.Fence);
        var campaign = await _admin.FieldAsync(
            "query($id: ID!) { campaign(id: $id) { figures { points events members budgetLeft } } }", new { id });
        Assert.Equal("""{"points":80,"events":3,"members":2,"budgetLeft":20}""", campaign["figures"]!.ToJsonString());
        var edit = await EditAsync(id, 2, 79);
        Assert.Equal("CampaignBudgetOutOfRangeError", (string)edit["errors"]![0]!["__typename"]!);
        Assert.Equal(80, (long)edit["errors"]![0]!["min"]!);
    }

    [Fact]
    public async Task Is_verified_against_what_its_postings_gave()
    {
        var id = (string)(await MakeAsync("STORE_VISIT"))["campaign"]!["id"]!;
        await cluster.Database.ScalarAsync($"update campaign_budgets set spent = 7 where campaign_id = '{id}'");
        await using var database = new Database(cluster.Database.ConnectionString);

        var problems = (await new Verifier(database).RunAsync()).Problems;
        await cluster.Database.ScalarAsync($"update campaign_budgets set spent = 0 where campaign_id = '{id}'");

        Assert.Contains($"Campaign {id} says it gave 7 points; its postings gave 0, for 0 and 0 events.", problems);
    }

    [Fact]
    public async Task Is_not_edited_over_somebody_elses_change()
    {
        var id = (string)(await MakeAsync("STORE_VISIT"))["campaign"]!["id"]!;
        await EditAsync(id, 1, 100);

        Assert.Equal("CampaignChangedError", (string)(await EditAsync(id, 1, 200))["errors"]![0]!["__typename"]!);
    }

    private static Entry Spent(string campaign, string member, long seq, long points) =>
        new(new CampaignSpent(campaign, new MemberId(member), seq, new Points(points)));

    private Task<JsonNode> MakeAsync(string template, string? request = null) => _admin.FieldAsync(
        $"mutation($template: CampaignTemplate!, $request: ID!) {{ createCampaignFromTemplate(input: {{ template: $template, requestId: $request }}) {Answer} }}",
        new { template, request = request ?? Guid.NewGuid().ToString() });

    private Task<JsonNode> MoveAsync(string id, string move) => _admin.FieldAsync(
        $"mutation($id: ID!, $move: CampaignMoveKind!) {{ moveCampaign(input: {{ id: $id, move: $move }}) {Answer} }}", new { id, move });

    private Task<JsonNode> EditAsync(
        string id, long version, long budget, DateTimeOffset? from = null, DateTimeOffset? to = null) => _admin.FieldAsync(
        $"mutation($input: EditCampaignInput!) {{ editCampaign(input: $input) {Answer} }}",
        new
        {
            input = new
            {
                id,
                version,
                plan = new
                {
                    theme = new { zh = "主题", en = "Theme" },
                    from = from ?? DateTimeOffset.UnixEpoch,
                    to,
                    rules = new[]
                    {
                        new
                        {
                            id = "gift",
                            name = new { zh = "礼", en = "Gift" },
                            triggers = new[] { "REVIEW" },
                            effect = new { @fixed = new { points = 10 } },
                        },
                    },
                    budget,
                },
            },
        });

    private async Task<long> FriendAsync()
    {
        var answer = await _admin.FieldAsync(
            """
            { simulateEvent(input: { event: { kind: FRIEND_REGISTERED }, member: { tier: "standard" } }) { award { points } } }
            """);
        return (long)answer["award"]!["points"]!;
    }
}
