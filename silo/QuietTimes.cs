namespace OrleansLoyalty;

/// <summary>How long a process has had next to nothing to do, and when its memory is to be looked through.</summary>
/// <param name="Lasted">How long it has been quiet.</param>
/// <param name="Due">After how long a quiet its memory is looked through next.</param>
public readonly record struct Quiet(TimeSpan Lasted, TimeSpan Due)
{
    /// <summary>
    /// What an idle process allocates at most: twice what its own rounds do (140 kB a second), or ten claims a
    /// second.
    /// </summary>
    public const long IdleBytesPerSecond = 300_000;

    /// <summary>It is not quiet.</summary>
    public static readonly Quiet Not = new(TimeSpan.Zero, TimeSpan.FromSeconds(30));

    /// <summary>Looks again.</summary>
    /// <param name="passed">Since the last look.</param>
    /// <param name="allocated">Bytes that were allocated since.</param>
    /// <param name="age">How long grains stay in memory that nobody calls: as often there may be something to find.</param>
    /// <returns>How quiet it is now, and whether its memory is to be looked through.</returns>
    public (Quiet Now, bool IsDue) After(TimeSpan passed, long allocated, TimeSpan age)
    {
        if (allocated > IdleBytesPerSecond * passed.TotalSeconds)
        {
            return (Not, false);
        }

        var lasted = Lasted + passed;
        return lasted < Due ? (this with { Lasted = lasted }, false) : (new Quiet(lasted, lasted + age), true);
    }
}

/// <summary>
/// Gives memory back when nobody asks any more. The runtime looks for what is dead when it allocates: a process that was busy and
/// is idle would keep what its requests left, and the grains that were collected since, until somebody comes.
/// </summary>
public sealed class QuietTimes(LoyaltyOptions options, RoundsHost host) : Rounds(host, Pause)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private Quiet _quiet = Quiet.Not;
    private long _before = GC.GetTotalAllocatedBytes();

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation)
    {
        var now = GC.GetTotalAllocatedBytes();
        (_quiet, var isDue) = _quiet.After(Pause, now - _before, options.Process.CollectionAge);
        _before = now;
        if (isDue)
        {
            // It stops the process for some tenths of a second, at a time without requests.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return Task.CompletedTask;
    }
}
