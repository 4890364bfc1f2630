using System.Globalization;
using Npgsql;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Silos;

/// <summary>
/// A silo is frozen with claims decided and not yet written, the others vote it out, and it wakes up with all it knew.
/// </summary>
public sealed class WhenAVotedOutSiloWakesUp
{
    private const string WaitingJournals =
        """
        from pg_stat_activity
        where datname = current_database() and application_name like 'loyalty-journal %' and wait_event_type = 'Lock'
        """;

    private static readonly string[] Codes = [.. Enumerable.Range(0, 240).Select(number => $"ZOMBIE{number:d4}")];

    [Fact]
    public async Task It_commits_nothing_and_ends_itself()
    {
        await using var cluster = await RunningCluster.StartAsync();
        await cluster.PrintAsync(Codes);
        var members = await cluster.MembersAsync(60);
        await ClaimAllAsync(members, Codes[..60]);

        var (zombie, name, unanswered) = await FreezeWithWorkInHandAsync(cluster, members);
        await cluster.UntilAsync($"select count(*) from orleans.voted_out where siloname = '{name}'", 1);
        var others = await ClaimAllAsync(members, Codes[180..]);
        await Task.WhenAll(unanswered);
        var before = await cluster.Database.ScalarAsync("select count(*) from claims");
        await zombie.SignalAsync("CONT");
        await zombie.Ended;

        Assert.All(others, claim => Assert.NotNull(claim.Field["claim"]));
        Assert.InRange((long)before!, 121, 239); // Some of what it had in hand was never written.
        Assert.Equal(before, await cluster.Database.ScalarAsync("select count(*) from claims"));
        await cluster.UntilAsync($"select count(*) from pg_stat_activity where application_name like '%{name}'", 0);
        Array.ForEach(members, member => member.Dispose());
    }

    /// <summary>A lock keeps every journal from writing until a silo is frozen with what it has been given since.</summary>
    private static async Task<(RoleProcess Silo, string Name, List<Task> Unanswered)> FreezeWithWorkInHandAsync(
        RunningCluster cluster, GraphQLClient[] members)
    {
        await using var connection = new NpgsqlConnection($"{cluster.Database.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var block = new NpgsqlCommand("lock table claims in share mode", connection, transaction);
        await block.ExecuteNonQueryAsync();

        List<Task> asked = [.. members.Select((member, number) => TryAsync(member, Codes[60 + number]))];
        await cluster.UntilAsync($"select least(count(*), 1) {WaitingJournals}", 1);
        var name = (string)(await cluster.Database.ScalarAsync($"select split_part(application_name, ' ', 2) {WaitingJournals}"))!;
        var port = Convert.ToInt32(
            await cluster.Database.ScalarAsync($"select port from orleans.silo where siloname = '{name}'"),
            CultureInfo.InvariantCulture);
        asked.AddRange(members.Select((member, number) => TryAsync(member, Codes[120 + number])));
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1)); // Time for these to be decided and queued.
        await beat.WaitForNextTickAsync();
        var silo = cluster.Silos.Single(each => each.SiloPort == port);
        await silo.SignalAsync("STOP");
        await transaction.RollbackAsync();
        return (silo, name, asked);
    }

    /// <summary>Sends a claim once; whoever asked gives up when it goes unanswered.</summary>
    private static async Task TryAsync(GraphQLClient member, string code) => await member.AskAsync(
        "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } errors { __typename } } }",
        new { code });

    private static Task<Answer[]> ClaimAllAsync(GraphQLClient[] members, string[] codes) =>
        Task.WhenAll(members.Zip(codes, RunningCluster.ClaimAsync));
}
