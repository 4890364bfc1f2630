using OrleansLoyalty.Journal;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage;

namespace OrleansLoyalty.Silo;

/// <summary>
/// Keeps a silo from answering out of memory once the others have voted it out: it asks each second whether it still
/// counts, answers nothing when the last yes is three seconds old, and ends its process at the first no.
/// </summary>
/// <remarks>
/// A silo that was frozen wakes up with all it knew. What it tries to commit finds no session in the database; what it
/// would read from memory is caught here. Orleans finds out as well, but goes on for two seconds while its log is written.
/// </remarks>
internal sealed class SiloLease(Database database, Membership membership, TimeProvider clock, ILogger<SiloLease> log)
    : BackgroundService, IIncomingGrainCallFilter
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    private readonly Lock _asking = new();
    private Task _answer = Task.CompletedTask;
    private long _lastYes = clock.GetTimestamp();

    private bool IsFresh => clock.GetElapsedTime(Volatile.Read(ref _lastYes)) < Length;

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) =>
        IsFresh || context.Grain.GetType().Assembly != typeof(ProductCodeGrain).Assembly
            ? context.Invoke()
            : InvokeOnceAskedAsync(context);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await AskAsync();
                }
                catch (StorageUnavailableException)
                {
                    // The next second asks again; until then calls are refused when the last yes is too old.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping by itself: what is still under way may be finished.
        }
    }

    private async Task InvokeOnceAskedAsync(IIncomingGrainCallContext context)
    {
        while (!IsFresh) // A question asked before the process was frozen says nothing of now.
        {
            await AskAsync();
        }

        await context.Invoke();
    }

    // Whoever asks while a question is under way waits for its answer.
    private Task AskAsync()
    {
        lock (_asking)
        {
            return _answer.IsCompleted ? _answer = AskOnceAsync() : _answer;
        }
    }

    private async Task AskOnceAsync()
    {
        var asked = clock.GetTimestamp();
        if (!await membership.AskAsync(database, CancellationToken.None))
        {
            log.LogCritical("The other silos have voted {Process} out; it ends", membership.Process);
            Environment.FailFast($"The other silos have voted {membership.Process} out.");
        }

        Volatile.Write(ref _lastYes, asked);
    }
}
