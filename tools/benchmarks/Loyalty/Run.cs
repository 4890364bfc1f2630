using System.Globalization;

namespace OrleansLoyalty.Benchmarks;

/// <summary>One run whose books balance.</summary>
internal sealed record Run
{
    internal required double Rate { get; init; }

    internal required double P50 { get; init; }

    internal required double P99 { get; init; }

    /// <summary>Processor time of the server an answer, in microseconds; so are the next two.</summary>
    internal required double Server { get; init; }

    internal required double Postgres { get; init; }

    internal required double Load { get; init; }

    /// <summary>Entries in an average batch of the journal; 0 where there is no journal.</summary>
    internal double Batch { get; init; }

    /// <summary>The share of the machine that others took.</summary>
    internal required double Disturbance { get; init; }

    internal static Run Of(LoadResult load, Ticks ticks, double batch) => new()
    {
        Rate = load.Answered / load.Seconds,
        P50 = load.P50,
        P99 = load.P99,
        Server = Machine.Microseconds(ticks.Server) / load.Answered,
        Postgres = Machine.Microseconds(ticks.Postgres) / load.Answered,
        Load = Machine.Microseconds(ticks.Load) / load.Answered,
        Batch = batch,
        Disturbance = ticks.Disturbance,
    };

    /// <summary>Each figure's median.</summary>
    internal static Run Median(IReadOnlyList<Run> runs) => new()
    {
        Rate = Of(runs, run => run.Rate),
        P50 = Of(runs, run => run.P50),
        P99 = Of(runs, run => run.P99),
        Server = Of(runs, run => run.Server),
        Postgres = Of(runs, run => run.Postgres),
        Load = Of(runs, run => run.Load),
        Batch = Of(runs, run => run.Batch),
        Disturbance = Of(runs, run => run.Disturbance),
    };

    private static double Of(IReadOnlyList<Run> runs, Func<Run, double> figure) =>
        runs.Select(figure).Order().ElementAt(runs.Count / 2);
}

/// <summary>What the application says of itself under <c>/metrics</c>.</summary>
internal static class OurMetrics
{
    /// <summary>The sum of a metric's series; 0 when it was never measured.</summary>
    internal static async Task<double> ReadAsync(Side ours, string name)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(ours.Target, "/metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
