using System.Text.Json.Nodes;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Adjustments;

public sealed class AdjustingBeyondTheLimit(AdjustingBeyondTheLimit.Scene scene) : IClassFixture<AdjustingBeyondTheLimit.Scene>
{
    private const string Proposal = "proposal { id status points reason proposedBy decidedBy decisionReason member { id } }";
    private const string Errors = "errors { __typename }";

    [Theory]
    [InlineData(1_000)]
    [InlineData(-1_000)]
    public async Task Posts_at_once_up_to_the_limit_either_way(long points)
    {
        var member = await scene.MemberAsync($"1380013{points + 2_000}", points: 1_000);

        var adjusted = await scene.AdjustAsync(member, points, $"at {points}");

        Assert.Equal(1_000 + points, (long)adjusted["posting"]!["balanceAfter"]!);
        Assert.Null(adjusted["proposal"]);
    }

    [Fact]
    public async Task Proposes_and_posts_once_when_another_admin_approves_it_twice()
    {
        var member = await scene.MemberAsync("13800138201");

        var proposed = await scene.AdjustAsync(member, 1_001, "p1");
        var proposedAgain = await scene.AdjustAsync(member, 1_001, "p1");
        var id = (string)proposed["proposal"]!["id"]!;
        Assert.Equal(("OPEN", 0L), ((string)proposed["proposal"]!["status"]!, await scene.BalanceAsync(member)));
        Assert.Equal(id, (string)proposedAgain["proposal"]!["id"]!);

        var approved = await Scene.ApproveAsync(scene.Second, id);
        var approvedAgain = await Scene.ApproveAsync(scene.Third, id);
        var askedAgain = await scene.AdjustAsync(member, 1_001, "p1");

        Assert.Equal(1_001, (long)approved["posting"]!["points"]!);
        Assert.Equal((long)approved["posting"]!["seq"]!, (long)approvedAgain["posting"]!["seq"]!);
        Assert.Equal((long)approved["posting"]!["seq"]!, (long)askedAgain["posting"]!["seq"]!);
        Assert.Equal(("APPROVED", "admin-2"), (Text(approvedAgain, "status"), Text(approvedAgain, "decidedBy")));
        Assert.Equal(1_001, await scene.BalanceAsync(member));
        Assert.Equal(
            "admin-1, admin-2", await scene.Cluster.Database.ScalarAsync($"select actor from postings where request_id = '{id}'"));
    }

    [Fact]
    public async Task Is_not_approved_by_who_proposed_it()
    {
        var member = await scene.MemberAsync("13800138202");
        var id = (string)(await scene.AdjustAsync(member, 5_000, "p2"))["proposal"]!["id"]!;

        var refused = await Scene.ApproveAsync(scene.First, id);

        Assert.Equal("SecondAdminNeededError", Refusal(refused));
        Assert.Equal(0, await scene.BalanceAsync(member));
    }

    [Fact]
    public async Task Stays_open_when_the_balance_does_not_cover_it()
    {
        var member = await scene.MemberAsync("13800138203", points: 900);
        var id = (string)(await scene.AdjustAsync(member, -1_500, "p3"))["proposal"]!["id"]!;

        var refused = await Scene.ApproveAsync(scene.Second, id);
        await scene.AdjustAsync(member, 600, "p3-more");
        var approved = await Scene.ApproveAsync(scene.Second, id);

        Assert.Equal("InsufficientPointsError", Refusal(refused));
        Assert.Equal(0, (long)approved["posting"]!["balanceAfter"]!);
    }

    [Fact]
    public async Task Ends_when_it_is_rejected_and_cannot_be_approved_then()
    {
        var member = await scene.MemberAsync("13800138204");
        var id = (string)(await scene.AdjustAsync(member, 2_000, "p4"))["proposal"]!["id"]!;

        var rejected = await Scene.RejectAsync(scene.Second, id);
        var rejectedAgain = await Scene.RejectAsync(scene.Third, id);
        var approved = await Scene.ApproveAsync(scene.Third, id);

        Assert.Equal(("REJECTED", "too much"), (Text(rejected, "status"), Text(rejected, "decisionReason")));
        Assert.Equal("admin-2", Text(rejectedAgain, "decidedBy"));
        Assert.Equal("AdjustmentDecidedError", Refusal(approved));
        Assert.Equal(0, await scene.BalanceAsync(member));
    }

    [Fact]
    public async Task Is_listed_while_it_is_open()
    {
        var member = await scene.MemberAsync("13800138205");
        var open = (string)(await scene.AdjustAsync(member, 2_000, "p5"))["proposal"]!["id"]!;
        var closed = (string)(await scene.AdjustAsync(member, 2_000, "p6"))["proposal"]!["id"]!;
        await Scene.RejectAsync(scene.First, closed);

        var listed = await scene.First.FieldAsync("{ adjustmentProposals(open: true) { nodes { id } } }");
        var others = await scene.First.FieldAsync("{ adjustmentProposals(open: false, first: 100) { nodes { id status } } }");

        Assert.Contains(open, Ids(listed));
        Assert.DoesNotContain(closed, Ids(listed));
        Assert.Contains(closed, Ids(others));
        Assert.DoesNotContain(open, Ids(others));
    }

    [Fact]
    public async Task Is_refused_under_a_request_id_of_another_adjustment_and_for_nobody()
    {
        var member = await scene.MemberAsync("13800138206");
        await scene.AdjustAsync(member, 2_000, "p7");

        Assert.Equal("RequestIdReusedError", Refusal(await scene.AdjustAsync(member, 3_000, "p7")));
        Assert.Equal("RequestIdReusedError", Refusal(await scene.AdjustAsync(member, 1, "p7")));
        Assert.Equal("MemberNotFoundError", Refusal(await scene.AdjustAsync("nobody", 2_000, "p8")));
        Assert.Equal("PointsOutOfRangeError", Refusal(await scene.AdjustAsync(member, Points.MaxValue + 1, "p9")));
        Assert.Equal("AdjustmentProposalNotFoundError", Refusal(await Scene.ApproveAsync(scene.Second, "a-nothing")));
    }

    private static IEnumerable<string> Ids(JsonNode connection) =>
        connection["nodes"]!.AsArray().Select(node => (string)node!["id"]!);

    private static string Text(JsonNode payload, string field) => (string)payload["proposal"]![field]!;

    private static string Refusal(JsonNode payload) => (string)payload["errors"]![0]!["__typename"]!;

    /// <summary>A program whose limit is 1,000 points, and three admins.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        public LoyaltyCluster Cluster { get; } = new();

        public GraphQLClient First { get; private set; } = null!;

        public GraphQLClient Second { get; private set; } = null!;

        public GraphQLClient Third { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await Cluster.InitializeAsync();
            await Cluster.Grains.GetGrain<IProgramGrain>(IProgramGrain.Key)
                .SetTerms(new SetTerms("test") { AdjustmentLimit = new Points(1_000) });
            (First, Second, Third) = (Admin("admin-1"), Admin("admin-2"), Admin("admin-3"));
        }

        public async Task DisposeAsync()
        {
            First.Dispose();
            Second.Dispose();
            Third.Dispose();
            await Cluster.DisposeAsync();
        }

        public async Task<string> MemberAsync(string phone, long points = 0)
        {
            using var member = await Cluster.MemberAsync(phone);
            var id = (string)(await member.FieldAsync("{ me { id } }"))["id"]!;
            if (points > 0)
            {
                await AdjustAsync(id, points, "first");
            }

            return id;
        }

        public Task<JsonNode> AdjustAsync(string memberId, long points, string requestId) => First.FieldAsync(
            $"mutation($input: AdjustPointsInput!) {{ adjustPoints(input: $input) {{ posting {{ seq points balanceAfter }} {Proposal} {Errors} }} }}",
            new { input = new { memberId, points, reason = "because", requestId } });

        public static Task<JsonNode> ApproveAsync(GraphQLClient admin, string proposalId) => admin.FieldAsync(
            $"mutation($input: ApproveAdjustmentInput!) {{ approveAdjustment(input: $input) {{ posting {{ seq points balanceAfter }} {Proposal} {Errors} }} }}",
            new { input = new { proposalId } });

        public static Task<JsonNode> RejectAsync(GraphQLClient admin, string proposalId) => admin.FieldAsync(
            $"mutation($input: RejectAdjustmentInput!) {{ rejectAdjustment(input: $input) {{ {Proposal} {Errors} }} }}",
            new { input = new { proposalId, reason = "too much" } });

        public async Task<long> BalanceAsync(string memberId) =>
            (long)(await First.FieldAsync("query($id: ID!) { member(by: { id: $id }) { balance } }", new { id = memberId }))["balance"]!;

        private GraphQLClient Admin(string name) => new(Cluster.Address, Hostile.Callers.Token(Cluster, name, "admin"));
    }
}
