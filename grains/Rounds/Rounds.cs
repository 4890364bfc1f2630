using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty;

/// <summary>
/// Periodic work of one kind. Rounds begin when the application has started and end when it begins to stop. A row that
/// fails is passed over, a round that fails is followed by the next one, and neither ends the process.
/// </summary>
/// <param name="host">What all rounds of the process share.</param>
/// <param name="pause">Between two rounds; longer after failures, up to <see cref="LongestPause"/>.</param>
/// <param name="atOnce">Whether the first round comes at the start, and not after a pause.</param>
public abstract class Rounds(RoundsHost host, TimeSpan pause, bool atOnce = false) : BackgroundService
{
    /// <summary>The longest pause that failures lead to, where the usual one is shorter.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // What looks for new settings each second must not be late by minutes when PostgreSQL is back.
    private const int MostDoublings = 3;

    private string Name => GetType().Name;

    private ILogger Log => host.LogOf(this);

    /// <summary>
    /// Goes round once, now. Every silo does, since fences make it harmless to do a step twice. Work that one silo does
    /// for all overrides this and takes a lock first.
    /// </summary>
    /// <returns>Whether it was this silo's turn.</returns>
    public virtual async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await RoundAsync(cancellation);
        return true;
    }

    /// <summary>Does what is due now.</summary>
    protected abstract Task RoundAsync(CancellationToken cancellation);

    /// <summary>Does a step for each row. A row whose step fails is logged, counted and passed over.</summary>
    /// <param name="rows">Their texts name them in the log.</param>
    /// <param name="step">What is done for one.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="together">How many steps are under way at a time.</param>
    /// <returns>The rows that failed.</returns>
    protected async Task<IReadOnlyCollection<TRow>> EachAsync<TRow>(
        IEnumerable<TRow> rows, Func<TRow, Task> step, CancellationToken cancellation, int together = 1)
    {
        var failed = new ConcurrentQueue<TRow>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = together, CancellationToken = cancellation };
        await Parallel.ForEachAsync(rows, options, async (row, _) =>
        {
            try
            {
                await step(row);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                failed.Enqueue(row);
                host.RowFailed(Name);
                Log.LogWarning(
                    "{Rounds} passed over {Row}: {Kind}: {Fault}", Name, row, fault.GetType().Name, fault.Message);
                Log.LogDebug(fault, "{Rounds} passed over {Row}", Name, row); // The stack trace, for those who ask.
            }
        });
        return failed;
    }

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, host.Stopping);
        try
        {
            await host.StartedAsync(ending.Token);
            using var timer = new PeriodicTimer(pause, host.Clock);
            var failures = 0;
            var isDue = atOnce || await timer.WaitForNextTickAsync(ending.Token);
            while (isDue)
            {
                failures = await TryRoundAsync(ending.Token) ? 0 : failures + 1;
                var next = PauseAfter(failures);
                if (timer.Period != next)
                {
                    timer.Period = next;
                }

                isDue = await timer.WaitForNextTickAsync(ending.Token);
            }
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            // Stopping: what is left is done after the next start.
        }
    }

    private async Task<bool> TryRoundAsync(CancellationToken cancellation)
    {
        try
        {
            host.Ended(Name, await RunAsync(cancellation) ? "done" : "elsewhere");
            return true;
        }
        catch (StorageUnavailableException fault) when (!cancellation.IsCancellationRequested)
        {
            Log.LogWarning("{Rounds} wait for PostgreSQL: {Fault}", Name, fault.Message);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Log.LogError(fault, "A round of {Rounds} failed; the next one follows", Name);
        }

        host.Ended(Name, "failed");
        return false;
    }

    private TimeSpan PauseAfter(int failures)
    {
        var longer = pause * (1 << Math.Min(failures, MostDoublings));
        return longer <= LongestPause ? longer : pause > LongestPause ? pause : LongestPause;
    }
}
