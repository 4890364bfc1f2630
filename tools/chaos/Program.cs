using System.Globalization;
using OrleansLoyalty.Chaos;
using OrleansLoyalty.Chaos.Checking;
using OrleansLoyalty.Chaos.Faults;
using OrleansLoyalty.Chaos.Mutants;
using OrleansLoyalty.Chaos.Recording;

var arguments = new Arguments(args);
return args.FirstOrDefault() switch
{
    "run" => await RunAsync(),
    "record" => await Recorder.RunAsync(arguments),
    "watch" => await Snapshots.RunAsync(arguments),
    "check" => await Checker.RunAsync(arguments),
    "mutants" => await MutantRuns.RunAsync(arguments),
    _ => throw new ArgumentException("run, record, watch, check or mutants; tools/chaos/run --help says more."),
};

async Task<int> RunAsync()
{
    var minutes = arguments.Measure("minutes", 8);
    var seed = arguments.Number("seed", Random.Shared.Next(1, 1_000_000));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes of seed {seed}"));
    var quotas = arguments.Text("quotas", null) is { } given ? Quotas.Parse(given) : Quotas.For(minutes);
    await using var run = new ChaosRun(
        new RunOptions(
            minutes,
            seed,
            arguments.Text("app"),
            arguments.Text("work"),
            quotas,
            TimeSpan.FromSeconds(arguments.Measure("lease", 6)),
            arguments.Number("callers", 96),
            arguments.Number("port-base", 0),
            arguments.Number("full-disks", minutes >= 4 ? 2 : 0),
            arguments.Has("rivals"),
            IsCluster: !arguments.Has("one-process")),
        Console.Out);
    return await run.RunAsync();
}
