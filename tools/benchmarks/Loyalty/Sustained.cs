using System.Diagnostics;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Scans for minutes across a checkpoint, beside a short run of the same.</summary>
internal static class Sustained
{
    private const int Minutes = 3;
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(60);

    internal static async Task<int> RunAsync(Settings settings)
    {
        var tokens = new TokenFile(settings);
        await tokens.MakeAsync();
        var database = await Cluster.FreshAsync(Seed.Ours(settings));
        await Cluster.ExecuteAsync(Settings.Postgres, "checkpoint");
        var load = new CheckedLoad(Subject.Scan, settings, await Cluster.PostmasterAsync(), tokens);
        await using (var ours = await Side.StartOursAsync(settings, tokens, database))
        {
            await load.SignEveryoneInAsync(ours);
            var connections = settings.Connections[0];
            await load.MeasureAsync(ours, connections, 3); // The first seconds compile what the others run.
            List<Run> runs = [];
            for (var round = 0; round < settings.Rounds; round++)
            {
                runs.Add(await load.MeasureAsync(ours, connections, settings.Seconds));
            }

            var brief = Run.Median(runs);
            var checkpoint = CheckpointAsync();
            var lengthy = await load.MeasureAsync(ours, connections, Minutes * 60);
            var behind = await BehindAsync(database);
            await checkpoint;
            var findings = new Findings(
                "sustained", $"{settings.Codes:N0} codes, {settings.Members:N0} members, {connections} connections", settings)
            {
                Disturbance = Math.Max(brief.Disturbance, lengthy.Disturbance),
            };
            findings.Add($"runs of {settings.Seconds} s", brief.Rate, "claims/s");
            findings.Add($"a run of {Minutes} minutes across a checkpoint", lengthy.Rate, "claims/s");
            findings.Add("  over the short runs", lengthy.Rate / brief.Rate, "×", atLeast: 0.85);
            findings.Add("  p99", lengthy.P99, "ms");
            findings.Add("projector caught up after", behind.TotalSeconds, "s", atMost: 5);
            findings.Books = await Side.VerifyAsync(database);
            findings.Print();
        }

        return 0;
    }

    // At a third of the run, so that what a checkpoint costs afterwards (whole pages in the log) is paid in it as well.
    private static async Task CheckpointAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(Minutes * 20));
        var began = Stopwatch.GetTimestamp();
        await Cluster.ExecuteAsync(Settings.Postgres, "checkpoint");
        await Console.Error.WriteLineAsync($"A checkpoint took {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s.");
    }

    private static async Task<TimeSpan> BehindAsync(string database)
    {
        var began = Stopwatch.GetTimestamp();
        while (await Cluster.ScalarAsync<bool>(
            database, "select (select txid from projector where name = 'accounts') <= (select max(txid) from postings)"))
        {
            if (Stopwatch.GetElapsedTime(began) > CatchUp)
            {
                throw new InvalidOperationException("The projector does not catch up.");
            }

            await Task.Delay(50);
        }

        return Stopwatch.GetElapsedTime(began);
    }
}
