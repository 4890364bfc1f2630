using System.Collections.Concurrent;
using OrleansLoyalty.Silo;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Silos;

/// <summary>Every silo is asked to end and started again, one after the other, while members claim codes.</summary>
public sealed class RestartingInTurn(ITestOutputHelper output)
{
    private const int Members = 16;

    private static readonly string[] Codes = [.. Enumerable.Range(0, 40_000).Select(number => $"TURN{number:d6}")];

    [Fact]
    public async Task Loses_no_answer_and_refuses_no_call_for_longer_than_two_seconds()
    {
        await using var cluster = await RunningCluster.StartAsync();
        await cluster.PrintAsync(Codes);
        var members = await cluster.MembersAsync(Members);
        using var done = new CancellationTokenSource();
        var answers = new ConcurrentBag<Answer>();
        var load = Task.WhenAll(members.Select((member, number) => ClaimOnAsync(member, number, answers, done.Token)));

        for (var turn = 0; turn < 3; turn++)
        {
            var leaving = cluster.Silos[0];
            await leaving.StopAsync();
            cluster.Silos.RemoveAt(0);
            await leaving.DisposeAsync();
            cluster.Silos.Add(await cluster.StartAsync(ProcessRole.Silo));
        }

        await done.CancelAsync();
        await load;

        var refused = answers.Where(answer => answer.Refused > TimeSpan.Zero).ToList();
        var longest = answers.Max(answer => answer.Refused);
        output.WriteLine(
            $"{answers.Count} claims answered; {refused.Count} refused at first, for {longest.TotalMilliseconds:f0} ms at most.");
        Assert.All(answers, answer => Assert.NotNull(answer.Field["claim"]));
        Assert.Equal((long)answers.Count, await cluster.Database.ScalarAsync("select count(*) from claims"));
        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Array.ForEach(members, member => member.Dispose());
    }

    private static async Task ClaimOnAsync(
        GraphQLClient member, int number, ConcurrentBag<Answer> answers, CancellationToken done)
    {
        for (var code = number; !done.IsCancellationRequested && code < Codes.Length; code += Members)
        {
            answers.Add(await RunningCluster.ClaimAsync(member, Codes[code]));
        }
    }
}
