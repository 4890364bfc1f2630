using OrleansLoyalty.Chaos.Faults;

namespace OrleansLoyalty.Chaos.Mutants;

/// <summary>A copy of the application's source that mutants are built from, one after the other.</summary>
public sealed class MutantSource
{
    private static readonly string[] Parts =
        ["api", "embedded", "grain-interfaces", "grains", "graphql", "silo", "storage", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    private readonly string _folder;

    private MutantSource(string folder) => _folder = folder;

    /// <summary>The built application.</summary>
    public string App => Path.Combine(_folder, "artifacts/embedded-builtin/bin/OrleansLoyalty.Silo/release/loyalty.dll");

    /// <summary>Copies the source and builds it once as it is.</summary>
    public static async Task<MutantSource> MakeAsync(string work)
    {
        var source = new MutantSource(Path.Combine(work, "source"));
        Directory.CreateDirectory(source._folder);
        await Commands.RunAsync("cp", ["-r", .. Parts.Select(part => Path.Combine(PrivatePostgres.Root, part)), source._folder]);
        await source.BuildAsync();
        return source;
    }

    /// <summary>Whether every text of a mutant stands where it should, once.</summary>
    /// <returns>What does not, or <see langword="null"/>.</returns>
    public static string? Misplaced(Mutant mutant, string folder) => mutant.Changes
        .Where(change => File.ReadAllText(Path.Combine(folder, change.File)).Split(change.Text).Length != 2)
        .Select(change => $"'{change.Text}' does not stand exactly once in {change.File}.")
        .FirstOrDefault();

    /// <summary>Builds a mutant, runs something with it, and puts the source back.</summary>
    public async Task<TResult> WithAsync<TResult>(Mutant mutant, Func<Task<TResult>> run)
    {
        if (Misplaced(mutant, _folder) is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        var before = mutant.Changes.Select(change => (change, Text: File.ReadAllText(Path.Combine(_folder, change.File)))).ToArray();
        try
        {
            foreach (var (change, text) in before)
            {
                await File.WriteAllTextAsync(
                    Path.Combine(_folder, change.File), text.Replace(change.Text, change.Instead, StringComparison.Ordinal));
            }

            await BuildAsync();
            return await run();
        }
        finally
        {
            foreach (var (change, text) in before)
            {
                await File.WriteAllTextAsync(Path.Combine(_folder, change.File), text);
            }
        }
    }

    private Task BuildAsync() => Commands.RunAsync(
        "dotnet", "build", Path.Combine(_folder, "silo/OrleansLoyalty.Silo.csproj"), "-c", "Release", "-v", "q", "-nologo", "--tl:off",
        "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false",
        "-p:UseSharedCompilation=false");
}
