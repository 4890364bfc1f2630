namespace OrleansLoyalty.Api.Access;

/// <summary>
/// How often something may fail for each of any number of callers: so many times at once, and then again as time passes.
/// Memory does not grow with callers: a cell holds the moment until which it is paid, and callers who meet in one share it.
/// </summary>
/// <param name="attempts">How many failures there may be at once.</param>
/// <param name="window">How long it takes until all of them are forgotten.</param>
public sealed class AttemptBudget(int attempts, TimeSpan window)
{
    // 512 kB. A caller cannot choose whom to meet: the hash is another one in every process.
    private readonly long[] _paidUntil = new long[1 << 16];
    private readonly long _each = window.Ticks / attempts;

    /// <summary>How long this caller must wait; <see langword="null"/> when they may try.</summary>
    public TimeSpan? MustWait(string caller, DateTimeOffset now)
    {
        var over = Volatile.Read(ref Cell(caller)) + _each - (now.UtcTicks + (_each * attempts));
        return over > 0 ? TimeSpan.FromTicks(over) : null;
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>How long to wait when there had been too many already; this one is not counted then.</returns>
    public TimeSpan? Note(string caller, DateTimeOffset now)
    {
        ref var cell = ref Cell(caller);
        while (true)
        {
            var paid = Volatile.Read(ref cell);
            var then = Math.Max(paid, now.UtcTicks) + _each;
            var over = then - (now.UtcTicks + (_each * attempts));
            if (over > 0)
            {
                return TimeSpan.FromTicks(over);
            }

            if (Interlocked.CompareExchange(ref cell, then, paid) == paid)
            {
                return null;
            }
        }
    }

    private ref long Cell(string caller) =>
        ref _paidUntil[caller.GetHashCode(StringComparison.Ordinal) & (_paidUntil.Length - 1)];
}
