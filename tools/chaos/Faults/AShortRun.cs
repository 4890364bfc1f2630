using OrleansLoyalty.Chaos.Mutants;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>Chaos in small: real processes, some twenty seconds, two or three faults of each kind.</summary>
public sealed class AShortRun : IDisposable
{
    private readonly string _work = Directory.CreateTempSubdirectory("loyalty-chaos-").FullName;

    public AShortRun()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Open for passing through, so that PostgreSQL's user reaches its own closed folder inside.
            File.SetUnixFileMode(_work, (UnixFileMode)0b111_001_001);
        }
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);

    [Fact]
    public async Task Is_valid_and_clean()
    {
        var seed = Random.Shared.Next(1, 1_000_000);
        await using var output = new StringWriter();
        await output.WriteLineAsync($"tools/chaos/run --seed {seed}");
        var options = new RunOptions(
            0.3, seed, App, _work, new Quotas(Kills: 2, Freezes: 1, Cuts: 3, Unknowns: 20, Answered: 500),
            TimeSpan.FromSeconds(1), Callers: 32, PortBase: 0, FullDisks: 0);
        int code;
        await using (var run = new ChaosRun(options, output))
        {
            code = await run.RunAsync();
        }

        Assert.True(code == 0, output.ToString());
    }

    [Fact]
    public void Does_what_the_quotas_ask_for()
    {
        var faults = Plan.Make(Quotas.For(8), isOneProcess: true, fullDisks: 2, new Random(1));

        Assert.Equal(new Quotas(30, 6, 60, 1_000, 150_000), Quotas.For(8));
        Assert.Equal(30, faults.Count(fault => fault is Fault.KillPostgres or Fault.KillBoth));
        Assert.Equal(30, faults.Count(fault => fault is Fault.KillSilo or Fault.KillBoth or Fault.Freeze));
        Assert.Equal(2, faults.Count(fault => fault is Fault.FillDisk));
        Assert.NotEqual(faults, Plan.Make(Quotas.For(8), isOneProcess: true, fullDisks: 2, new Random(2)));
    }

    [Fact]
    public void Has_mutants_whose_texts_stand_where_they_are_looked_for()
    {
        Assert.True(Mutant.All.Count >= 20);
        Assert.All(Mutant.All, mutant => Assert.Subset(Mutant.Rules.ToHashSet(), mutant.By.Split(' ').ToHashSet()));
        Assert.All(Mutant.All, mutant => Assert.Null(MutantSource.Misplaced(mutant, PrivatePostgres.Root)));
    }

    // The application of the same build: artifacts/<graphql>/bin/<project>/<configuration>/
    private static string App => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../OrleansLoyalty.Silo", new DirectoryInfo(AppContext.BaseDirectory).Name, "loyalty.dll"));
}
