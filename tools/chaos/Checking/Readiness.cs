using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>How long it took until something was answered again.</summary>
public static class Readiness
{
    /// <summary>From each of some events to the first mutation that was sent and answered after it, in seconds, ascending.</summary>
    public static IReadOnlyList<double> After(Happened what, IReadOnlyList<Event> events, IReadOnlyList<Asked> asked)
    {
        var answered = (from one in asked
                        where one.Request.Kind != Kind.Read
                        from attempt in one.Attempts
                        where attempt.Answer.Outcome == Outcome.Ok
                        orderby attempt.Answered
                        select attempt).ToArray();
        return [.. from happened in events
                   where happened.What == what
                   let first = First(answered, happened.At)
                   where first is not null
                   orderby first
                   select first.Value];
    }

    /// <summary>Half were faster, and the slowest.</summary>
    public static string Told(IReadOnlyList<double> seconds) => seconds.Count == 0
        ? "never"
        : string.Create(CultureInfo.InvariantCulture, $"median {seconds[seconds.Count / 2]:0.0} s, worst {seconds[^1]:0.0} s of {seconds.Count}");

    private static double? First(Attempt[] answered, long at)
    {
        // Sorted by answers; what was sent before may still be answered by what is dying.
        var (low, high) = (0, answered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = answered[middle].Answered < at ? (middle + 1, high) : (low, middle);
        }

        while (low < answered.Length && answered[low].Invoked < at)
        {
            low++;
        }

        return low == answered.Length ? null : (answered[low].Answered - at) / (double)Stopwatch.Frequency;
    }
}
