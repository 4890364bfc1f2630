using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>
/// From when to when each process lived, and so what it must know: what was answered before it was started, and what it did
/// itself. An answer alone does not say who did it: a retry is answered by whoever finds in the tables what another did.
/// </summary>
public sealed class Lifetimes(IReadOnlyList<Event> events)
{
    private readonly Dictionary<int, long> _starts = events.Where(one => one.What == Happened.ProcessStarted).ToDictionary(one => one.Number, one => one.At);

    private readonly Dictionary<int, long> _ends =
        events.Where(one => one.What is Happened.SiloKilled or Happened.GatewayKilled).GroupBy(one => one.Number).ToDictionary(one => one.Key, one => one.First().At);

    /// <summary>When a process was started.</summary>
    public long Start(int view) => _starts.GetValueOrDefault(view);

    /// <summary>The process that must know of a request because it alone can have done it, or did it after all others had ended; -1 for none.</summary>
    public int Doer(Asked? asked) => asked?.Done is { View: var doer }
        && asked.Attempts.All(attempt => attempt.View == doer || _ends.GetValueOrDefault(attempt.View, long.MaxValue) < Start(doer))
            ? doer
            : -1;
}
