using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.EarningRules;
using OrleansLoyalty.Tests.TestCluster;
using static OrleansLoyalty.Tests.EarningRules.ARule;

namespace OrleansLoyalty.Tests.EarningRules;

public sealed class BackTestingADraft
{
    private const string Shown =
        """
        { id status problem eventsFound eventsDecided membersAffected draft { points costFen events members }
          given { points costFen events members } byRule { ruleId points events } }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Says_what_claims_and_orders_would_have_earned_and_touches_nothing()
    {
        var cluster = new LoyaltyCluster();
        await cluster.InitializeAsync();
        await cluster.PrintAsync("TEST-A", "TEST-B");
        using (var member = await cluster.MemberAsync("13800138002"))
        {
            await member.FieldAsync("mutation { claimProductCode(input: { code: \"TEST-A\" }) { claim { points } } }");
            await member.FieldAsync("mutation { claimProductCode(input: { code: \"TEST-B\" }) { claim { points } } }");
            using var admin = await cluster.AdminAsync();
            await AnOrderAsync(cluster);
            await DraftAsync(cluster, PerYuan(2), Times(3_000, "points-day", EarningEventKind.CodeClaimed));

            var ended = await RunAsync(admin, days: 1);

            Assert.Equal("SUCCEEDED", (string)ended["status"]!);
            Assert.Equal((long)ended["eventsFound"]!, (long)ended["eventsDecided"]!); // Joining is one of them.
            Assert.Equal("""{"points":240,"costFen":240,"events":3,"members":1}""", ended["draft"]!.ToJsonString());
            Assert.Equal("""{"points":0,"costFen":0,"events":0,"members":0}""", ended["given"]!.ToJsonString());
            Assert.Equal(1, (long)ended["membersAffected"]!);
            Assert.Equal("""[{"ruleId":"base","points":200,"events":1},{"ruleId":"points-day","points":40,"events":2}]""", ended["byRule"]!.ToJsonString());
            Assert.Equal(20, (long)(await member.FieldAsync("{ me { balance } }"))["balance"]!);
        }

        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Keeps_to_the_drafts_own_caps_and_counts_who_would_have_less()
    {
        var cluster = await LoyaltyCluster.WithAsync(services => services.AddSingleton<IRecordedEvents>(new ThreeOrders()));
        using (var admin = await cluster.AdminAsync())
        {
            await DraftAsync(cluster, PerYuan().Capped(perDay: 150));

            var ended = await RunAsync(admin, days: 30);

            Assert.Equal("""{"points":250,"costFen":250,"events":3,"members":2}""", ended["draft"]!.ToJsonString());
            Assert.Equal("""{"points":300,"costFen":300,"events":3,"members":2}""", ended["given"]!.ToJsonString());
            Assert.Equal(1, (long)ended["membersAffected"]!);
        }

        await cluster.DisposeAsync();
    }

    /// <summary>It stayed RUNNING for ever, and so did each page that followed it.</summary>
    [Fact]
    public async Task Ends_failed_with_an_id_that_the_log_explains_when_it_meets_a_bug_and_can_be_started_again()
    {
        var cluster = await LoyaltyCluster.WithAsync(services => services.AddSingleton<IRecordedEvents>(new ABug()));
        using (var admin = await cluster.AdminAsync())
        {
            await DraftAsync(cluster, PerYuan());

            var failed = await RunAsync(admin, days: 30).WaitAsync(Patience);
            var again = await RunAsync(admin, days: 30).WaitAsync(Patience);

            Assert.Equal("FAILED", (string)failed["status"]!);
            Assert.Matches(
                "^Something went wrong here: start it again with another request\\. Its id is [0-9a-f]{32}\\.$",
                (string)failed["problem"]!);
            Assert.Equal("SUCCEEDED", (string)again["status"]!);
        }

        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Ends_failed_when_its_report_cannot_be_kept()
    {
        var cluster = await LoyaltyCluster.WithAsync(services => services.AddSingleton<IRecordedEvents>(new ThreeOrders()));
        using (var admin = await cluster.AdminAsync())
        {
            await DraftAsync(cluster, PerYuan());
            await cluster.Database.ScalarAsync("alter table back_tests add constraint no_bug check (id = '')");

            var failed = await RunAsync(admin, days: 30).WaitAsync(Patience);

            Assert.Equal("FAILED", (string)failed["status"]!);
            Assert.Equal(
                "The database did not answer: start it again with another request.", (string)failed["problem"]!);
        }

        await cluster.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(401)]
    public async Task Is_refused_for_days_out_of_range(int days)
    {
        var cluster = new LoyaltyCluster();
        await cluster.InitializeAsync();
        using (var admin = await cluster.AdminAsync())
        {
            var refused = await StartAsync(admin, days);

            Assert.Equal("BackTestOutOfRangeError", (string)refused["errors"]![0]!["__typename"]!);
        }

        await cluster.DisposeAsync();
    }

    private static Task<object?> AnOrderAsync(LoyaltyCluster cluster) => cluster.Database.ScalarAsync(
        """
        insert into orders values ('tmall', 'T-1', null, 10000, null, 'x', null, 0, '', 'k', now() - interval '1 hour', now());
        insert into order_lines values ('tmall', 'T-1', 1, '1', 'P1', null, 1, 6000), ('tmall', 'T-1', 2, '2', 'P2', 'tea', 1, 4000);
        insert into order_credits select 'tmall', 'T-1', id, 999, 0, '{}', null, null, now() from members;
        """);

    private static async Task DraftAsync(LoyaltyCluster cluster, params Rule[] rules) =>
        Assert.IsType<DraftSaved>(
            await cluster.Grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key).SaveDraft(new([.. rules], null, "admin-1")));

    private static Task<JsonNode> StartAsync(GraphQLClient admin, int days) => admin.FieldAsync(
        $"mutation($days: Int!, $request: ID!) {{ startBackTest(input: {{ days: $days, requestId: $request }}) {{ backTest {Shown} errors {{ __typename }} }} }}",
        new { days, request = Guid.NewGuid().ToString() });

    private static async Task<JsonNode> RunAsync(GraphQLClient admin, int days)
    {
        var started = await StartAsync(admin, days);
        var id = (string)started["backTest"]!["id"]!;
        JsonNode? last = null;
        await foreach (var item in admin.FollowAsync($"subscription($id: ID!) {{ backTestProgress(id: $id) {Shown} }}", new { id }))
        {
            last = item["data"]!["backTestProgress"];
        }

        return last!;
    }

    // The first reading throws what no catch names.
    private sealed class ABug : IRecordedEvents
    {
        private readonly ThreeOrders _orders = new();
        private bool _met;

        public Task<long> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
            _orders.CountAsync(from, to, cancellation);

        public IAsyncEnumerable<RecordedEvent> ReadAsync(
            DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
        {
            if (_met)
            {
                return _orders.ReadAsync(from, to, cancellation);
            }

            _met = true;
            throw new InvalidCastException("A column holds what was never written.");
        }
    }

    // Two orders of one member on one day, of 100 yuan each, and one of another: a point a yuan was given.
    private sealed class ThreeOrders : IRecordedEvents
    {
        public Task<long> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) => Task.FromResult(3L);

        public async IAsyncEnumerable<RecordedEvent> ReadAsync(
            DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            foreach (var member in (string[])["m-1", "m-1", "m-2"])
            {
                yield return new RecordedEvent(
                    Order(100_00), new MemberId(member), Somebody, OrleansLoyalty.Points.Zero, new OrleansLoyalty.Points(100));
            }
        }
    }
}
