using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Tests.Channels;
using OrleansLoyalty.Tests.EarningRules;
using OrleansLoyalty.Tests.Orders;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Activities;

public sealed class RecordingActivities(RecordingActivities.ARewardingShop rewarding) : IClassFixture<RecordingActivities.ARewardingShop>
{
    private const string Record =
        """
        mutation($input: RecordActivityInput!) { recordActivity(input: $input) {
          activity { id kind channel subject store member { id } credit { explanation { points } } }
          errors { __typename } } }
        """;

    private const string CheckIn = "mutation { checkIn { activity { id credit { explanation { points } } } } }";
    private const string Accept = "mutation($code: String!) { acceptInvitation(input: { inviteCode: $code }) { acceptedAt errors { __typename } } }";

    private AShop Shop => rewarding.Shop;

    [Fact]
    public async Task Joining_earns_once()
    {
        var (client, id) = await Shop.JoinAsync("13800060001");
        var (again, _) = await Shop.JoinAsync("13800060001");
        using var member = client;
        using var twin = again;

        Assert.Equal(7, await Shop.BalanceAsync(id));
    }

    [Fact]
    public async Task A_check_in_counts_once_a_day_and_answers_again()
    {
        var (client, id) = await Shop.JoinAsync("13800060002");
        using var member = client;

        var first = await member.FieldAsync(CheckIn);
        var again = await Task.WhenAll(member.FieldAsync(CheckIn), member.FieldAsync(CheckIn));

        Assert.Equal(5, first["activity"]!["credit"]!["explanation"]!["points"]!.GetValue<long>());
        Assert.All(again, answer => Assert.Equal(first.ToJsonString(), answer.ToJsonString()));
        Assert.Equal(12, await Shop.BalanceAsync(id));
    }

    [Theory]
    [InlineData("SHARE", 11)]
    [InlineData("REVIEW", 12)]
    [InlineData("TASK", 13)]
    [InlineData("STORE_VISIT", 14)]
    public async Task A_channel_reports_it_once(string kind, long points)
    {
        var (client, id) = await Shop.JoinAsync($"138000601{points}");
        using var member = client;
        var input = Input(kind, "E-1" + kind, new { memberId = id });

        var first = await Shop.Shop.FieldAsync(Record, new { input });
        var again = await Shop.Shop.FieldAsync(Record, new { input });
        var other = await Shop.Shop.FieldAsync(Record, new { input = Input(kind, "E-1" + kind, new { memberId = id }, "another") });

        Assert.Equal(points, first["activity"]!["credit"]!["explanation"]!["points"]!.GetValue<long>());
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("ActivityNameReusedError", AChannel.Refusal(other));
        Assert.Equal(7 + points, await Shop.BalanceAsync(id));
    }

    [Fact]
    public async Task What_no_rule_asks_for_is_recorded_and_posts_nothing()
    {
        var (client, id) = await Shop.JoinAsync("13800060020");
        using var member = client;
        var seq = (await Account(id).View())!.Seq;
        var key = ActivityKey.ProfileCompleted(new MemberId(id));

        var outcome = await Shop.Cluster.Grains.GetGrain<IActivityGrain>(key.ToString())
            .Record(new RecordActivity(new MemberId(id), null, null, DateTimeOffset.UtcNow, id));

        Assert.Equal(0, Assert.IsType<ActivityStands>(outcome).Activity.Credit!.Seq);
        Assert.Equal(seq, (await Account(id).View())!.Seq);
    }

    [Fact]
    public async Task Nonsense_is_refused_and_changes_nothing()
    {
        var nobody = await Shop.Shop.FieldAsync(Record, new { input = Input("TASK", "N-1", new { memberId = "m-nobody" }) });
        var (client, id) = await Shop.JoinAsync("13800060021");
        using var member = client;
        var input = new { kind = "TASK", externalId = "N-1", member = new { memberId = id }, occurredAt = DateTimeOffset.UtcNow.AddMinutes(6) };
        var later = await Shop.Shop.FieldAsync(Record, new { input });

        Assert.Equal("CustomerUnknownError", AChannel.Refusal(nobody));
        Assert.Equal("TimeOutOfRangeError", AChannel.Refusal(later));
        Assert.Equal("AUTH_NOT_AUTHORIZED", AChannel.ErrorCode(await member.AskAsync(Record, new { input })));
        Assert.Equal(0L, await Shop.Cluster.Database.ScalarAsync("select count(*) from activities where key = 'shop:task:N-1'"));
    }

    [Fact]
    public async Task Who_invites_earns_100_when_the_friend_joins_and_50_by_their_first_order()
    {
        var (inviterClient, inviterId) = await Shop.JoinAsync("13800060030");
        var (friendClient, friendId) = await Shop.JoinAsync("13800060031");
        var (otherClient, _) = await Shop.JoinAsync("13800060032");
        using var inviter = inviterClient;
        using var friend = friendClient;
        using var other = otherClient;
        var code = await CodeAsync(inviter);

        var accepted = await friend.FieldAsync(Accept, new { code });
        var again = await friend.FieldAsync(Accept, new { code });
        Assert.Equal(accepted.ToJsonString(), again.ToJsonString());
        Assert.Equal(107, await Shop.BalanceAsync(inviterId));

        await Shop.PlaceAsync(AShop.Order("F-1", new { memberId = friendId }, 1_000));
        await Shop.PlaceAsync(AShop.Order("F-2", new { memberId = friendId }, 1_000));
        Assert.Equal(157, await Shop.BalanceAsync(inviterId));

        // One inviter a member, never oneself, no circles.
        Assert.Equal("AlreadyInvitedError", AChannel.Refusal(await friend.FieldAsync(Accept, new { code = await CodeAsync(other) })));
        Assert.Equal("InvitationInvalidError", AChannel.Refusal(await inviter.FieldAsync(Accept, new { code })));
        Assert.Equal("InvitationInvalidError", AChannel.Refusal(await inviter.FieldAsync(Accept, new { code = await CodeAsync(friend) })));
        Assert.Equal("InvitationInvalidError", AChannel.Refusal(await other.FieldAsync(Accept, new { code = "nonsense" })));
    }

    [Fact]
    public async Task Who_invites_has_the_50_as_long_as_the_friend_has_an_order_that_was_not_given_back()
    {
        var (inviterClient, inviterId) = await Shop.JoinAsync("13800060033");
        var (friendClient, friendId) = await Shop.JoinAsync("13800060034");
        using var inviter = inviterClient;
        using var friend = friendClient;
        using var admin = await Shop.Cluster.AdminAsync();
        await friend.FieldAsync(Accept, new { code = await CodeAsync(inviter) });
        await Shop.PlaceAsync(AShop.Order("FR-1", new { memberId = friendId }, 1_000, 500));
        await Shop.PlaceAsync(AShop.Order("FR-2", new { memberId = friendId }, 1_000));
        Assert.Equal(157, await Shop.BalanceAsync(inviterId));

        // In part, and whole while there is another order: it stays.
        await Shop.RefundAsync("FR-1", "FR-1-a", new { line = "2", quantity = 1 });
        await Shop.RefundAsync("FR-1", "FR-1-b");
        Assert.Equal(157, await Shop.BalanceAsync(inviterId));

        await Shop.RefundAsync("FR-2", "FR-2-a");
        await Shop.RefundAsync("FR-2", "FR-2-a");
        Assert.Equal(107, await Shop.BalanceAsync(inviterId));

        // The next order is the friend's first again; what was spent of it is owed when that is given back as well.
        await Shop.PlaceAsync(AShop.Order("FR-3", new { memberId = friendId }, 1_000));
        Assert.Equal(157, await Shop.BalanceAsync(inviterId));
        await Account(inviterId).Adjust(new AdjustPoints(new Points(-157), "spent", "admin", new RequestId("spent")));
        await Shop.RefundAsync("FR-3", "FR-3-a");

        Assert.Equal(50, (await Account(inviterId).View())!.Debt.Value);
        var listed = await admin.FieldAsync(
            "query($id: ID) { activities(where: { memberId: $id, kind: FRIEND_ORDERED }) { nodes { id reversal { points debt } } } }",
            new { id = inviterId });
        Assert.Equal(
            [
                $$$"""{"id":"program:friend-ordered:{{{friendId}}}:2","reversal":{"points":50,"debt":50}}""",
                $$$"""{"id":"program:friend-ordered:{{{friendId}}}","reversal":{"points":50,"debt":0}}""",
            ],
            listed["nodes"]!.AsArray().Select(node => node!.ToJsonString()));
        await Shop.Cluster.AgreeAsync();
    }

    [Fact]
    public async Task An_admin_lists_them()
    {
        using var admin = await Shop.Cluster.AdminAsync();
        var (client, id) = await Shop.JoinAsync("13800060040");
        using var member = client;
        await member.FieldAsync(CheckIn);
        const string List = "query($id: ID, $after: String) { activities(where: { memberId: $id }, first: 1, after: $after) { nodes { kind } pageInfo { endCursor hasNextPage } } }";

        var first = await admin.FieldAsync(List, new { id });
        var second = await admin.FieldAsync(List, new { id, after = first["pageInfo"]!["endCursor"]!.GetValue<string>() });

        Assert.Equal("""[{"kind":"CHECK_IN"}]""", first["nodes"]!.ToJsonString());
        Assert.Equal("""[{"kind":"REGISTRATION"}]""", second["nodes"]!.ToJsonString());
        Assert.False(second["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_a_crash_left_uncredited_is_credited_by_the_sweeper()
    {
        var (client, id) = await Shop.JoinAsync("13800060050");
        using var member = client;
        await Shop.Cluster.Database.ScalarAsync(
            $"""
            with happened as (
              insert into activities values ('shop:share:crash', {(int)EarningEventKind.Share}, 'shop', '{id}', null, null, 'key:x', now(), now())
            )
            insert into activities_due values ('shop:share:crash', now())
            """);

        await Shop.Cluster.Services.GetRequiredService<OrderSweeper>().SweepAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);

        Assert.Equal(18, await Shop.BalanceAsync(id));
        Assert.Equal(0L, await Shop.Cluster.Database.ScalarAsync("select count(*) from activities_due where key = 'shop:share:crash'"));
    }

    private IMemberAccountGrain Account(string id) => Shop.Cluster.Grains.GetGrain<IMemberAccountGrain>(id);

    private static async Task<string> CodeAsync(GraphQLClient member) =>
        (await member.FieldAsync("{ inviteCode }")).GetValue<string>();

    private static object Input(string kind, string externalId, object member, string? subject = null) =>
        new { kind, externalId, member, subject, store = "S-1", occurredAt = Soon };

    // After the rules were published, whenever the first test began.
    private static readonly DateTimeOffset Soon = DateTimeOffset.UtcNow.AddMinutes(4);

    /// <summary>A shop whose rules give something for most of what members do.</summary>
    public sealed class ARewardingShop : IAsyncLifetime
    {
        public AShop Shop { get; } = new();

        public async Task InitializeAsync()
        {
            await Shop.InitializeAsync();
            await Shop.PublishAsync(
                Gift(7, EarningEventKind.Registration),
                Gift(5, EarningEventKind.CheckIn),
                Gift(11, EarningEventKind.Share),
                Gift(12, EarningEventKind.Review),
                Gift(13, EarningEventKind.Task),
                Gift(14, EarningEventKind.StoreVisit),
                Gift(100, EarningEventKind.FriendRegistered),
                Gift(50, EarningEventKind.FriendOrdered));
        }

        public Task DisposeAsync() => Shop.DisposeAsync();

        private static Rule Gift(long points, EarningEventKind trigger) => ARule.Gift(points, $"gift-{(int)trigger}", trigger);
    }
}
