namespace OrleansLoyalty.Tests.House;

/// <summary>The repository's files as a checkout has them: nothing built, generated, downloaded or run.</summary>
internal static class SourceTree
{
    private static readonly string[] NotSource =
        [".git", ".data", ".vs", ".idea", "artifacts", "node_modules", "bin", "obj", "dist", "gql"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file with one of these extensions (with their dot), as paths relative to the root.</summary>
    public static IEnumerable<string> Files(params string[] extensions) =>
        Walk(new DirectoryInfo(Root))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Where(path => extensions.Length == 0 || extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a file of <see cref="Files"/>.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The lines of these files that a rule forbids, as "path:line: text".</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> paths, Func<string, bool> forbidden) =>
        from path in paths
        from line in Read(path).Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        where forbidden(line.Text)
        select $"{path}:{line.Number}: {line.Text.Trim()}";

    /// <summary>Fails with the whole list, so that one run shows everything there is to mend.</summary>
    public static void AssertNone(string rule, IEnumerable<string> offenders)
    {
        var found = offenders.ToArray();
        Assert.True(found.Length == 0, $"{rule}\n{string.Join('\n', found)}");
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder
            .EnumerateDirectories()
            .Where(child => !NotSource.Contains(child.Name))
            .SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansLoyalty.sln")))
        {
            folder = folder.Parent
                ?? throw new InvalidOperationException($"No OrleansLoyalty.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
