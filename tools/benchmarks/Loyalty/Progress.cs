using System.Diagnostics;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Says on the error output how far something long has come, once in a few seconds.</summary>
internal static class Progress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static long _last = Stopwatch.GetTimestamp();

    internal static Task SayAsync(string what)
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause)
        {
            return Task.CompletedTask;
        }

        _last = Stopwatch.GetTimestamp();
        return Console.Error.WriteLineAsync($"  {what}");
    }
}
