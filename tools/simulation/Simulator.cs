using OrleansLoyalty.Simulation.Store;

namespace OrleansLoyalty.Simulation;

/// <summary>Runs seeds.</summary>
public static class Simulator
{
    /// <summary>Runs one seed; a violation is told with the last steps.</summary>
    /// <returns><see langword="null"/> when everything holds.</returns>
    public static string? Run(ulong seed, int operations, Weakness weakness = Weakness.None)
    {
        if (Try(new World(seed, operations, weakness, traced: false)) is not { } found)
        {
            return null;
        }

        var again = new World(seed, operations, weakness, traced: true);
        var told = Try(again);
        return $"Seed {seed}, {operations} operations: {told?.Message ?? found.Message + " (and not when run again)"}\n{again.Trace}"
            + (told is Violation or null ? null : $"\n{told}")
            + $"\nAgain: LOYALTY_SEED={seed} tools/simulation/run --seed {seed} --operations {operations}";
    }

    /// <summary>Runs one seed and tells its steps as a number: the same for the same seed.</summary>
    public static (int Steps, int Digest) Replay(ulong seed, int operations)
    {
        var world = new World(seed, operations, Weakness.None, traced: true);
        Try(world);
        return (world.Trace.Count, world.Trace.Digest);
    }

    /// <summary>Runs seeds until one fails.</summary>
    /// <param name="first">The first.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="operations">How many operations each has.</param>
    /// <param name="weakness">What the database fails to do.</param>
    /// <param name="threads">How many run at a time.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <returns>The violation that was found, or <see langword="null"/>.</returns>
    public static string? RunMany(
        ulong first, int seeds, int operations, int weakness = 0, int threads = 1, Action<int>? progress = null)
    {
        string? failure = null;
        var (next, done) = (-1, 0);
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            while (Volatile.Read(ref failure) is null && Interlocked.Increment(ref next) is var at && at < seeds)
            {
                if (Run(first + (ulong)at, operations, (Weakness)weakness) is { } found)
                {
                    Interlocked.CompareExchange(ref failure, found, null);
                }

                progress?.Invoke(Interlocked.Increment(ref done));
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return failure;
    }

    private static Exception? Try(World world)
    {
        try
        {
            world.Run();
            return null;
        }
        catch (Exception found)
        {
            return found;
        }
    }
}
