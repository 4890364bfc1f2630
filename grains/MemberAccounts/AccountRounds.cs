using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// Does for accounts what time brings: the daily run, holds that time out, transfers that a crash left half done. Every
/// silo does so; each step is harmless when done twice. The daily run remembers how far it came and goes on from there.
/// </summary>
public sealed class AccountRounds(
    DueAccounts due,
    IGrainFactory grains,
    IProgramBook program,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<AccountRounds> log) : BackgroundService
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // An account answers within milliseconds; a page of them is done before anyone waits for it.
    private const int AtATime = 200;

    // Whoever sends also takes care that it arrives; only what is older was left behind.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks after everything that is due now.</summary>
    /// <exception cref="StorageUnavailableException">PostgreSQL did not answer; the next round goes on.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await RunDayAsync(program.Today(now), cancellation);
        await RunAllAsync(await due.WithHoldsTimedOutAsync(now, AtATime, cancellation));
        foreach (var transfer in await due.TransfersUnderWayAsync(now - Patience, AtATime, cancellation))
        {
            await grains.GetGrain<IMemberAccountGrain>(transfer.To.Value).Receive(
                new ReceivePoints(transfer.Transfer, transfer.From, AccountJson.ReadParts(transfer.Parts)));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is AppendException or TimeoutException)
            {
                log.LogWarning(fault, "What is due for accounts could not be done; the next round follows");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunDayAsync(DateOnly today, CancellationToken cancellation)
    {
        var run = await due.BeginAsync(today, cancellation);
        var after = run.After;
        while (!run.IsFinished)
        {
            var members = await due.NextAsync(today, after, AtATime, cancellation);
            if (members.Count == 0)
            {
                await due.FinishAsync(today, clock.GetUtcNow(), cancellation);
                return;
            }

            await RunAllAsync(members);
            after = members[^1].Value;
            await due.AdvanceAsync(today, after, members.Count, cancellation);
        }
    }

    private Task RunAllAsync(IReadOnlyList<MemberId> members) =>
        Task.WhenAll(members.Select(member => grains.GetGrain<IMemberAccountGrain>(member.Value).RunDue()));
}
