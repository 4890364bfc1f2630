using System.Globalization;
using OrleansLoyalty.Chaos.Faults;

namespace OrleansLoyalty.Chaos.Mutants;

/// <summary>
/// The checker is tested itself. Most mutants run as two processes that serve one database and do not know of each other,
/// while PostgreSQL and they are killed; what the other process would make good runs alone, and only PostgreSQL is killed.
/// A run ends when the checker finds something, after half a minute at most. Each must turn it red by a rule that it
/// breaks. While one runs, the next is built.
/// </summary>
public static class MutantRuns
{
    private const double Minutes = 0.4;
    private static readonly Quotas Weather = new(Kills: 0, Freezes: 0, Cuts: 12, Unknowns: 0, Answered: 0);

    // The last of one process is a kill of PostgreSQL: what it left in memory no new process makes good.
    private static readonly Fault[] ForRivals =
        [Fault.KillPostgres, Fault.HoldSnapshots, Fault.KillSilo, Fault.KillPostgres, Fault.KillSilo];

    // Few members, so that much is asked of one at a time; items of little stock where two compete for it, and of much
    // where what was done must not be found out by its being out of stock.
    private const int Members = 24;
    private const int Scarce = 20;
    private const int Plenty = 100_000;

    private static readonly Fault[] ForOne = [Fault.KillSilo, Fault.KillPostgres, Fault.KillSilo, Fault.KillPostgres];

    private sealed record Verdict(int Code, string[] Said, TimeSpan Loaded)
    {
        internal string[] Rules => [.. Said.Where(line => line.Contains(": ", StringComparison.Ordinal)).Select(line => line.Split(": ")[0]).Distinct()];
    }

    /// <summary>Runs the application as it is, which must be clean, and all mutants, or those that are asked for.</summary>
    /// <returns>0 when each of them was found.</returns>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var work = arguments.Text("work");
        var mutants = Mutant.All.Where((mutant, number) => IsAsked(mutant, number + 1, arguments.Text("only", null))).ToArray();
        Console.WriteLine($"{mutants.Length} mutants, each of them built from a copy of the source");
        var source = await MutantSource.MakeAsync(work);
        var postgres = await PrivatePostgres.StartAsync(work);
        var failures = 0;
        try
        {
            if (!arguments.Has("no-unchanged"))
            {
                foreach (var trial in Enum.GetValues<Trial>())
                {
                    var verdict = await OnceAsync(source.Unchanged, trial, postgres, $"{trial}".ToLowerInvariant(), arguments);
                    failures += Told($"(unchanged, {trial})", verdict, verdict.Code == 0);
                }
            }

            var next = mutants.Length > 0 ? source.BuildAsync(mutants[0]) : null;
            for (var i = 0; i < mutants.Length; i++)
            {
                var app = await next!;
                next = i + 1 < mutants.Length ? source.BuildAsync(mutants[i + 1]) : null;
                var verdict = await OnceAsync(
                    app, mutants[i].Trial, postgres, string.Create(CultureInfo.InvariantCulture, $"mutant{i + 1}"), arguments);
                failures += Told(mutants[i].Name, verdict, verdict.Code == 1 && verdict.Rules.Intersect(mutants[i].By.Split(' ')).Any());
                Directory.Delete(Path.GetDirectoryName(app)!, recursive: true);
            }
        }
        finally
        {
            await postgres.StopAsync();
        }

        Console.WriteLine(failures == 0 ? "Each was found." : $"{failures} are not as they should be.");
        return failures == 0 ? 0 : 1;
    }

    private static int Told(string name, Verdict verdict, bool isRight)
    {
        var (rules, first) = (verdict.Rules, verdict.Said.FirstOrDefault("nothing said"));
        var found = verdict.Code == 1 ? $"{string.Join(", ", rules)} after {verdict.Loaded.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture)} s | {first}" : first;
        Console.WriteLine($"{(isRight ? "ok  " : "FAIL")} | {name} | {found}");
        return isRight ? 0 : 1;
    }

    /// <summary>By a part of its name, or by numbers such as <c>5-9</c>.</summary>
    private static bool IsAsked(Mutant mutant, int number, string? only)
    {
        var range = (only ?? "").Split('-');
        return only is null || (range.Length == 2 && int.TryParse(range[0], out var first) && int.TryParse(range[1], out var last)
            ? first <= number && number <= last
            : mutant.Name.Contains(only, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<Verdict> OnceAsync(string app, Trial trial, PrivatePostgres postgres, string name, Arguments arguments)
    {
        var folder = Path.Combine(arguments.Text("work"), name);
        Directory.CreateDirectory(folder);
        await postgres.RenewAsync(name);
        await using var output = new StringWriter();
        var options = new RunOptions(
            Minutes, arguments.Number("seed", 1), app, folder, Weather, TimeSpan.FromSeconds(2), Callers: 48, PortBase: 0, FullDisks: 0,
            IsRivalry: trial == Trial.Rivals, Grace: 8, IsTrial: true,
            Members: Members, Stock: trial == Trial.Alone ? Plenty : Scarce, Faults: trial == Trial.Rivals ? ForRivals : ForOne);
        await using var run = new ChaosRun(options, output);
        try
        {
            var code = await run.RunAsync(postgres);
            var said = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (arguments.Has("verbose"))
            {
                Console.WriteLine(output);
            }

            return new Verdict(code, [.. said.SkipWhile(line => !IsFinding(line))], run.Loaded);
        }
        catch (InvalidOperationException standstill)
        {
            return new Verdict(1, [standstill.Message], run.Loaded);
        }
    }

    private static bool IsFinding(string line) =>
        Mutant.Rules.Any(rule => line.StartsWith($"{rule}: ", StringComparison.Ordinal))
        || line.StartsWith("VALID", StringComparison.Ordinal) || line.StartsWith("INVALID", StringComparison.Ordinal);
}
