using System.Globalization;
using GraphQLEngine.Tests.Conformance;

namespace GraphQLEngine.ConformanceHost;

/// <summary>The suites that call the engine directly.</summary>
internal static class Suites
{
    private const int Shown = 10;
    private const long MostBytesKept = 50_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <returns>The exit code: 0 when all passed.</returns>
    public static int Run(string name, IConfiguration options)
    {
        var (total, failures) = name switch
        {
            "validation" => ValidationFixtures.Run(options["file"] ?? throw new ArgumentException("--file is missing.")),
            "fuzz" => FuzzAsync(options).GetAwaiter().GetResult(),
            _ => throw new ArgumentException($"There is no suite \"{name}\"."),
        };

        foreach (var failure in failures.Take(Shown))
        {
            Console.WriteLine(failure);
        }

        Console.WriteLine($"{total - failures.Count}/{total}");
        return failures.Count == 0 ? 0 : 1;
    }

    private static async Task<(int Total, List<string> Failures)> FuzzAsync(IConfiguration options)
    {
        var count = int.Parse(options["count"] ?? "200000", CultureInfo.InvariantCulture);
        var seed = options["seed"] is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        Console.WriteLine($"seed {seed}");

        var fuzzer = new DocumentFuzzer(seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await fuzzer.RunAsync(count);

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine($"{fuzzer.Answered} answered, slowest {fuzzer.Slowest.TotalMilliseconds:F0} ms, {kept / 1024} kB kept");
        List<string> failures = [];
        if (kept > MostBytesKept || fuzzer.Slowest > Longest)
        {
            failures.Add("Too much is kept, or a document took too long.");
        }

        return (count, failures);
    }
}
