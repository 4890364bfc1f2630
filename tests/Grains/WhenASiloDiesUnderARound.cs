using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.CodeImports;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Grains;

/// <summary>
/// The silo that hosts a grain is gone, or does not answer, when a round calls it. That ended the caller's process.
/// </summary>
public sealed class WhenASiloDiesUnderARound(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<Exception> Faults =>
        [new SiloUnavailableException("The silo is gone."), new TimeoutException("The silo does not answer.")];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_import_after_it_is_resumed_and_the_process_lives(Exception fault)
    {
        var imports = cluster.Services.GetRequiredService<CodeImportTable>();
        foreach (var id in new[] { "dead", "alive" })
        {
            await imports.AnnounceAsync(
                id, new("codes.csv", 1, "sum", id, null, "me", new RequestId(id)), DateTimeOffset.UtcNow);
            await imports.StartAsync(id, DateTimeOffset.UtcNow);
        }

        await AssertReachedAsync<UnfinishedImports>(fault);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_account_after_it_is_looked_after_and_the_process_lives(Exception fault)
    {
        await cluster.Database.ScalarAsync(
            """
            insert into account_dues (member_id, hold_due) values ('dead', '2020-01-01'), ('alive', '2020-01-02')
            on conflict do nothing
            """);

        await AssertReachedAsync<AccountRounds>(fault);
    }

    [Fact]
    public async Task Accounts_that_fail_are_tried_once_a_round_and_two_pages_of_them_do_not_hold_up_the_next()
    {
        await cluster.Database.ScalarAsync(
            """
            delete from daily_runs;
            insert into account_dues (member_id, due_on, hold_due)
            select 'failing-' || n, date '2020-01-01', timestamptz '2020-01-01' from generate_series(1, 400) n
             union all
            select 'next', '2020-01-01', '2020-01-01'
            """);
        var calls = new ConcurrentQueue<string>();
        var grains = FailingGrains.Calling(key =>
        {
            calls.Enqueue(key);
            return key.StartsWith("failing-", StringComparison.Ordinal)
                ? Task.FromException(new SiloUnavailableException("The silo is gone."))
                : Task.CompletedTask;
        });
        using var rounds = ActivatorUtilities.CreateInstance<AccountRounds>(cluster.Services, grains);

        for (var round = 1; round <= 2; round++)
        {
            await rounds.RunAsync(CancellationToken.None);

            var failing = calls.Where(key => key.StartsWith("failing-", StringComparison.Ordinal)).ToList();
            Assert.Equal((400, 400), (failing.Count, failing.Distinct().Count()));
            Assert.Contains("next", calls);
            calls.Clear();
        }
    }

    private async Task AssertReachedAsync<TRounds>(Exception fault)
        where TRounds : BackgroundService
    {
        var (failed, reached) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var rounds = ActivatorUtilities.CreateInstance<TRounds>(cluster.Services, FailingGrains.Calling(key =>
        {
            (key == "dead" ? failed : reached).TrySetResult();
            return key == "dead" ? Task.FromException(fault) : Task.CompletedTask;
        }));

        await rounds.StartAsync(CancellationToken.None);
        await Task.WhenAny(Task.WhenAll(failed.Task, reached.Task), rounds.ExecuteTask!).WaitAsync(Patience);
        await rounds.StopAsync(CancellationToken.None);

        Assert.Equal(
            (true, true, null),
            (failed.Task.IsCompleted, reached.Task.IsCompleted, rounds.ExecuteTask!.Exception?.InnerException));
    }
}
