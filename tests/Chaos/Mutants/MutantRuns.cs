using System.Globalization;
using OrleansLoyalty.Chaos.Faults;

namespace OrleansLoyalty.Chaos.Mutants;

/// <summary>
/// The checker is tested itself: each mutant runs twelve seconds, as two processes that serve one database and do not
/// know of each other, while PostgreSQL and they are killed. Each must turn the checker red.
/// </summary>
public static class MutantRuns
{
    private const double Minutes = 0.2;
    private static readonly Quotas Faults = new(Kills: 2, Freezes: 0, Cuts: 4, Unknowns: 0, Answered: 0);

    /// <summary>Runs the application as it is, which must be clean, and all mutants, or those that are asked for.</summary>
    /// <returns>0 when each of them was found.</returns>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var work = arguments.Text("work");
        var mutants = Mutant.All.Where((mutant, number) => IsAsked(mutant, number + 1, arguments.Text("only", null))).ToArray();
        Console.WriteLine("Building the application from a copy of its source…");
        var source = await MutantSource.MakeAsync(work);
        var postgres = await PrivatePostgres.StartAsync(work);
        var table = new List<string>();
        var failures = 0;
        try
        {
            var (code, said) = await OnceAsync(source, postgres, Path.Combine(work, "unchanged"), 0, arguments);
            failures += Told(table, "(unchanged)", code == 0, code == 0 ? "valid and clean" : said);
            for (var i = 0; i < mutants.Length; i++)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {mutants.Length}: {mutants[i].Name}"));
                var folder = Path.Combine(work, string.Create(CultureInfo.InvariantCulture, $"mutant-{i + 1}"));
                (code, said) = await source.WithAsync(mutants[i], () => OnceAsync(source, postgres, folder, i + 1, arguments));
                failures += Told(table, mutants[i].Name, code == 1, code == 1 ? said : $"NOT FOUND: {said}");
            }
        }
        finally
        {
            await postgres.StopAsync();
        }

        Console.WriteLine($"\n{string.Join('\n', table)}\n{mutants.Length + 1 - failures} of {mutants.Length + 1} as they should be");
        return failures == 0 ? 0 : 1;
    }

    private static int Told(List<string> table, string name, bool isRight, string why)
    {
        table.Add($"{(isRight ? "ok  " : "FAIL")} {name}: {why}");
        Console.WriteLine($"    {table[^1]}");
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

    /// <summary>One run; answers the verdict and the first violation.</summary>
    private static async Task<(int Code, string Said)> OnceAsync(
        MutantSource source, PrivatePostgres postgres, string folder, int number, Arguments arguments)
    {
        Directory.CreateDirectory(folder);
        await postgres.RenewAsync(string.Create(CultureInfo.InvariantCulture, $"mutant{number}"));
        await using var output = new StringWriter();
        var options = new RunOptions(
            Minutes, arguments.Number("seed", 1), source.App, folder, Faults, TimeSpan.FromSeconds(2), 48, 0, 0, IsRivalry: true, Grace: 8);
        try
        {
            await using var run = new ChaosRun(options, output);
            var code = await run.RunAsync(postgres);
            return (code, output.ToString().Split('\n').SkipWhile(line => !line.StartsWith("Answered again after a silo", StringComparison.Ordinal)).Skip(1).FirstOrDefault("?"));
        }
        catch (InvalidOperationException standstill)
        {
            return (1, standstill.Message);
        }
    }
}
