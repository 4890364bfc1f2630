using System.Globalization;
using OrleansLoyalty.Chaos.Faults;

namespace OrleansLoyalty.Chaos.Mutants;

/// <summary>
/// A copy of the application's source that mutants are built from, one after the other. Of each only the project that is
/// changed is compiled; everything else is taken from the application as it is.
/// </summary>
public sealed class MutantSource
{
    private static readonly string[] Parts =
        ["api", "grain-interfaces", "grains", "graphql", "ledger", "silo", "storage", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    private const string Output = "artifacts/builtin";

    private readonly string _folder;
    private int _built;

    private MutantSource(string folder) => _folder = folder;

    /// <summary>The application as it is.</summary>
    public string Unchanged => Built("OrleansLoyalty.Silo", "loyalty.dll");

    /// <summary>Copies the source, and what is built of it: nothing is compiled yet.</summary>
    public static async Task<MutantSource> MakeAsync(string work)
    {
        var source = new MutantSource(Path.Combine(work, "source"));
        await CopyAsync(Parts.Select(part => Path.Combine(PrivatePostgres.Root, part)), source._folder);
        var projects = Directory.EnumerateFiles(source._folder, "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToArray();
        foreach (var half in new[] { "bin", "obj" })
        {
            await CopyAsync(
                projects.Select(project => Path.Combine(PrivatePostgres.Root, Output, half, project!)), Path.Combine(source._folder, Output, half));
        }

        return source;
    }

    /// <summary>Whether every text of a mutant stands where it should, once.</summary>
    /// <returns>What does not, or <see langword="null"/>.</returns>
    public static string? Misplaced(Mutant mutant, string folder) => mutant.Changes
        .Where(change => File.ReadAllText(Path.Combine(folder, change.File)).Split(change.Text).Length != 2)
        .Select(change => $"'{change.Text}' does not stand exactly once in {change.File}.")
        .FirstOrDefault();

    /// <summary>Builds a mutant into a folder of its own, and puts the source back.</summary>
    /// <returns>Its <c>loyalty.dll</c>.</returns>
    public async Task<string> BuildAsync(Mutant mutant)
    {
        if (Misplaced(mutant, _folder) is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        var before = mutant.Changes.Select(change => (change, Text: File.ReadAllText(Path.Combine(_folder, change.File)))).ToArray();
        var app = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"app-{++_built}"));
        await Commands.RunAsync("cp", "-r", Path.GetDirectoryName(Unchanged)!, app);
        try
        {
            foreach (var (change, text) in before)
            {
                await File.WriteAllTextAsync(
                    Path.Combine(_folder, change.File), text.Replace(change.Text, change.Instead, StringComparison.Ordinal));
            }

            foreach (var project in mutant.Changes.Select(Project).Distinct())
            {
                await BuildAsync(project, "--no-restore", "--no-dependencies");
                var name = Path.GetFileNameWithoutExtension(project);
                File.Copy(Built(name, $"{name}.dll"), Path.Combine(app, $"{name}.dll"), overwrite: true);
            }
        }
        finally
        {
            foreach (var (change, text) in before)
            {
                await File.WriteAllTextAsync(Path.Combine(_folder, change.File), text);
            }
        }

        return Path.Combine(app, "loyalty.dll");
    }

    // With their times, by which the build knows what has changed.
    private static Task CopyAsync(IEnumerable<string> what, string into)
    {
        Directory.CreateDirectory(into);
        return Commands.RunAsync("cp", ["-a", .. what, into]);
    }

    private static string Project(Change change) => change.File.Split('/')[0] switch
    {
        "grains" => "grains/OrleansLoyalty.Grains.csproj",
        "ledger" => "ledger/OrleansLoyalty.Ledger.csproj",
        "storage" => "storage/OrleansLoyalty.Storage.csproj",
        var other => throw new InvalidOperationException($"No mutant is made of {other}."),
    };

    private string Built(string project, string file) =>
        Path.Combine(_folder, Output, "bin", project, "release", file);

    private Task BuildAsync(string project, params string[] how) => Commands.RunAsync(
        "dotnet",
        [
            "build", Path.Combine(_folder, project), .. how, "-c", "Release", "-v", "q", "-nologo", "--tl:off",
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false",
            "-p:UseSharedCompilation=false",
        ]);
}
