using System.Globalization;
using System.Text.Json;

namespace OrleansLoyalty.Benchmarks;

/// <summary>What is printed in the end: medians, and ours over the baseline.</summary>
internal sealed class Report(Subject subject, Settings settings)
{
    private readonly Dictionary<(string Side, int Connections), List<Run>> _runs = [];

    /// <summary>The pool with which the baseline did best.</summary>
    internal int Pool { get; set; }

    /// <summary>What verification said of our database afterwards.</summary>
    internal string Books { get; set; } = "";

    internal void Add(string side, int connections, Run run)
    {
        if (!_runs.TryGetValue((side, connections), out var runs))
        {
            _runs.Add((side, connections), runs = []);
        }

        runs.Add(run);
    }

    internal void Print()
    {
        var medians = _runs.ToDictionary(runs => runs.Key, runs => Run.Median(runs.Value));
        if (settings.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark = subject.Name,
                settings.Seconds,
                settings.Rounds,
                settings.Codes,
                settings.Members,
                baselinePool = Pool,
                books = Books,
                runs = medians.Select(median => new { median.Key.Side, median.Key.Connections, Figures = Figures(median.Value) }),
            }));
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{subject.Name}: {settings.Codes:N0} codes, {settings.Members:N0} members; medians of {settings.Rounds} rounds of {settings.Seconds} s; baseline with a pool of {Pool}"));
        Console.WriteLine($"{"",-10}{"conn.",6}{subject.Unit + "/s",15}{"p50 ms",9}{"p99 ms",9}{"server µs",11}{"PostgreSQL µs",15}{"load µs",9}{"batch",7}{"disturbed",11}");
        foreach (var ((side, connections), run) in medians)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{side,-10}{connections,6}{run.Rate,15:N0}{run.P50,9:N1}{run.P99,9:N1}{run.Server,11:N0}{run.Postgres,15:N0}{run.Load,9:N0}{run.Batch,7:N0}{run.Disturbance,11:P0}"));
        }

        PrintRatios(medians);
        Console.WriteLine(Books);
    }

    private static void PrintRatios(Dictionary<(string Side, int Connections), Run> medians)
    {
        var baselines = medians.Where(median => median.Key.Side == Side.Baseline).ToList();
        foreach (var ((side, connections), run) in medians.Where(median => median.Key.Side == Side.Ours && baselines.Count > 0))
        {
            var same = medians[(Side.Baseline, connections)];
            var best = baselines.MaxBy(baseline => baseline.Value.Rate);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{side} at {connections}: {run.Rate / same.Rate:N2} × the baseline there, {run.Rate / best.Value.Rate:N2} × its best (at {best.Key.Connections})"));
        }
    }

    private static Dictionary<string, double> Figures(Run run) => new()
    {
        ["rate"] = Math.Round(run.Rate),
        ["p50Milliseconds"] = Math.Round(run.P50, 2),
        ["p99Milliseconds"] = Math.Round(run.P99, 2),
        ["serverMicroseconds"] = Math.Round(run.Server, 1),
        ["postgresMicroseconds"] = Math.Round(run.Postgres, 1),
        ["loadMicroseconds"] = Math.Round(run.Load, 1),
        ["batch"] = Math.Round(run.Batch, 1),
        ["disturbance"] = Math.Round(run.Disturbance, 3),
    };
}
