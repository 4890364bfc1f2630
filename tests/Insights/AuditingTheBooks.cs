using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Audit;
using OrleansLoyalty.Insights;
using OrleansLoyalty.Storage.Insights;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Insights;

public sealed class AuditingTheBooks : IAsyncLifetime
{
    private const string Shown = "id status requestedBy toCheck postings members discrepancies sentences failure";
    private readonly LoyaltyCluster _cluster = new();

    private AuditTable Audits => _cluster.Services.GetRequiredService<AuditTable>();

    private SelfAudit Self => _cluster.Services.GetRequiredService<SelfAudit>();

    public async Task InitializeAsync()
    {
        await _cluster.InitializeAsync();
        await _cluster.PrintAsync("AUDIT-1", "AUDIT-2");
        using var member = await _cluster.MemberAsync("13800138301");
        foreach (var code in new[] { "AUDIT-1", "AUDIT-2" })
        {
            await member.FieldAsync(
                "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } } }", new { code });
        }
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Reports_that_everything_agrees()
    {
        using var admin = await _cluster.AdminAsync();

        var report = await RunAsync(admin);

        Assert.Equal(("FINISHED", 2L, 1L, 0), (
            (string)report["status"]!, (long)report["postings"]!, (long)report["members"]!, (int)report["discrepancies"]!));
        Assert.Empty(report["sentences"]!.AsArray());
        Assert.Contains("loyalty_audit_discrepancies 0", await MetricsAsync());
    }

    [Fact]
    public async Task Names_what_was_damaged_raises_the_metric_and_repairs_nothing()
    {
        using var admin = await _cluster.AdminAsync();
        await _cluster.Database.ScalarAsync("update postings set points = 11 where seq = 1");

        var report = await RunAsync(admin);

        Assert.Equal("FINISHED", (string)report["status"]!);
        Assert.Contains("sum up to", report["sentences"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains($"loyalty_audit_discrepancies {(int)report["discrepancies"]!}", await MetricsAsync());
        Assert.Equal(11L, await _cluster.Database.ScalarAsync("select points from postings where seq = 1"));
        var listed = await admin.FieldAsync($"{{ audits(first: 1) {{ nodes {{ {Shown} }} }} }}");
        Assert.Equal(report["id"]!.GetValue<string>(), listed["nodes"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Answers_the_one_that_waits_in_place_of_another()
    {
        await using var alone = await Audits.TryAloneAsync(CancellationToken.None); // Nobody runs any.
        using var admin = await _cluster.AdminAsync();

        var first = await AskAsync(admin);
        var second = await AskAsync(admin);

        Assert.Equal((string)first["id"]!, (string)second["id"]!);
    }

    [Fact]
    public async Task Is_run_by_one_silo_of_all()
    {
        string id;
        await using (var elsewhere = await Audits.TryAloneAsync(CancellationToken.None))
        {
            Assert.NotNull(elsewhere);
            id = (await Audits.RequestAsync("asked", "test", DateTimeOffset.UnixEpoch)).Id;

            Assert.False(await Self.RunAsync(CancellationToken.None));

            Assert.Equal(AuditStatus.Waiting, (await Audits.FindAsync(id))!.Status);
        }

        await FinishedAsync(id);
    }

    [Fact]
    public async Task Is_run_again_when_it_was_cut_off()
    {
        await using (await Audits.TryAloneAsync(CancellationToken.None))
        {
            await Audits.RequestAsync("cut-off", "test", DateTimeOffset.UnixEpoch);
            await Audits.BeginAsync("cut-off", DateTimeOffset.UnixEpoch, CancellationToken.None);
        }

        Assert.Equal(2, (await FinishedAsync("cut-off")).Postings);
    }

    [Fact]
    public async Task Happens_once_a_night_however_often_it_is_asked_for()
    {
        await Self.AskForTheNightAsync(CancellationToken.None);
        await Self.AskForTheNightAsync(CancellationToken.None);

        Assert.Equal(1L, await _cluster.Database.ScalarAsync("select count(*) from audits where actor = 'nightly'"));
    }

    [Theory]
    [InlineData("2026-11-21T18:59:59Z", "nightly-2026-11-21")] // 02:59:59 on the 22nd in Shanghai.
    [InlineData("2026-11-21T19:00:00Z", "nightly-2026-11-22")]
    [InlineData("2026-11-22T15:00:00Z", "nightly-2026-11-22")] // 23:00: late, and still of this night.
    public void Belongs_to_the_night_that_began_at_three_where_the_program_is(string now, string night) =>
        Assert.Equal(night, SelfAudit.Night(
            DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture),
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
            3));

    private static async Task<JsonNode> AskAsync(GraphQLClient admin) =>
        (await admin.FieldAsync($"mutation {{ runAudit {{ audit {{ {Shown} }} }} }}"))["audit"]!;

    private async Task<JsonNode> RunAsync(GraphQLClient admin)
    {
        var id = (string)(await AskAsync(admin))["id"]!;
        await FinishedAsync(id);
        return await admin.FieldAsync($"query($id: ID!) {{ audit(id: $id) {{ {Shown} }} }}", new { id });
    }

    /// <summary>
    /// The silo's own loop may have the turn. Whichever has it finishes the audit and takes the report over into the
    /// metric.
    /// </summary>
    private async Task<AuditView> FinishedAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await Self.RunAsync(patience.Token)
                && await Audits.FindAsync(id, patience.Token) is { FinishedAt: not null } finished)
            {
                return finished;
            }
        }
    }

    // Systems of other tests may run in this process and show their figure beside this one's.
    private async Task<string[]> MetricsAsync()
    {
        using var anonymous = _cluster.Anonymous();
        return (await anonymous.Http.GetStringAsync("metrics")).Split('\n');
    }
}
