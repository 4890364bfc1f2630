namespace OrleansLoyalty.Benchmarks;

/// <summary>The scan on a fresh database, on one of many codes, and for members of many postings, by turns.</summary>
internal static class Growth
{
    private const int FreshCodes = 1_000_000;
    private const int Postings = 10_000;

    internal static async Task<int> RunAsync(Settings settings)
    {
        var tokens = new TokenFile(settings);
        await tokens.MakeAsync();
        Seed[] seeds =
        [
            new("ours", "fresh", FreshCodes, settings.Members, 1),
            new("ours", "large", settings.Codes, settings.Members, 1),
            new("ours", "aged", FreshCodes, settings.Members, Postings),
        ];
        var postmaster = await Cluster.PostmasterAsync();
        Dictionary<string, List<Run>> runs = seeds.ToDictionary(seed => seed.Name, _ => new List<Run>());
        Dictionary<string, long> asked = [];
        foreach (var seed in seeds)
        {
            await Cluster.FreshAsync(seed);
        }

        await Cluster.ExecuteAsync(Settings.Postgres, "checkpoint");
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var seed in seeds)
            {
                var here = settings with { Codes = seed.Codes };
                var load = new CheckedLoad(Subject.Scan, here, postmaster, tokens);
                await using var side = await Side.StartOursAsync(here, tokens, Cluster.Database(seed.Name), seed.Name);
                side.Next = asked.GetValueOrDefault(seed.Name);
                await load.SignEveryoneInAsync(side);
                await load.MeasureAsync(side, here.Connections[0], 4); // The first seconds compile what the others run.
                runs[seed.Name].Add(await load.UndisturbedAsync(side, here.Connections[0]));
                asked[seed.Name] = side.Next;
            }
        }

        await ReportAsync(settings, runs);
        return 0;
    }

    private static async Task ReportAsync(Settings settings, Dictionary<string, List<Run>> runs)
    {
        var medians = runs.ToDictionary(each => each.Key, each => Run.Median(each.Value));
        var findings = new Findings(
            "growth", $"{settings.Members:N0} members, {settings.Connections[0]} connections; medians of {settings.Rounds} rounds of {settings.Seconds} s", settings)
        {
            Disturbance = medians.Values.Max(run => run.Disturbance),
        };
        findings.Add($"fresh: {FreshCodes:N0} codes", medians["fresh"].Rate, "claims/s");
        findings.Add($"{settings.Codes:N0} codes", medians["large"].Rate, "claims/s");
        findings.Add("  over the fresh database", medians["large"].Rate / medians["fresh"].Rate, "×", atLeast: 0.8);
        findings.Add($"members with {Postings:N0} postings", medians["aged"].Rate, "claims/s");
        findings.Add("  over the fresh database", medians["aged"].Rate / medians["fresh"].Rate, "×", atLeast: 0.8);
        foreach (var name in runs.Keys)
        {
            findings.Books += $"{name}: {await Side.VerifyAsync(Cluster.Database(name))}\n";
            await Cluster.DropAsync(name);
        }

        findings.Books = findings.Books.TrimEnd();
        findings.Print();
    }
}
