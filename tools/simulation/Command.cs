using System.Diagnostics;
using System.Globalization;

namespace OrleansLoyalty.Simulation;

/// <summary>What <c>tools/simulation/run</c> starts.</summary>
public static class Command
{
    private static int Main(string[] args)
    {
        var seeds = Number(args, "--seeds", 50_000);
        var operations = (int)Number(args, "--operations", 400);
        var first = Number(args, "--first", 0);
        var threads = (int)Number(args, "--threads", Environment.ProcessorCount);
        if (args.Contains("--seed"))
        {
            (first, seeds, threads) = (Number(args, "--seed", 0), 1, 1);
        }

        var watch = Stopwatch.StartNew();
        var told = Stopwatch.StartNew();
        var failure = Simulator.RunMany((ulong)first, (int)seeds, operations, 0, threads, done =>
        {
            lock (told)
            {
                if (told.Elapsed.TotalSeconds >= 5)
                {
                    told.Restart();
                    Console.WriteLine($"{done:N0} of {seeds:N0} seeds, {watch.Elapsed:mm\\:ss}");
                }
            }
        });
        Console.WriteLine(failure ?? string.Create(
            CultureInfo.InvariantCulture,
            $"{seeds:N0} seeds of {operations} operations in {watch.Elapsed.TotalSeconds:0.0} s: 0 violations"));
        return failure is null ? 0 : 1;
    }

    private static long Number(string[] args, string option, long otherwise)
    {
        var at = Array.IndexOf(args, option);
        return at < 0 || at + 1 == args.Length ? otherwise : long.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }
}
