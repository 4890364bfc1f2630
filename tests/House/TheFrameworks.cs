using System.Text.RegularExpressions;

namespace OrleansLoyalty.Tests.House;

/// <summary>Hot Chocolate and the engine compile the same source; deleting the engine changes one file.</summary>
public sealed partial class TheFrameworks
{
    private static readonly string[] SetUpFiles =
    [
        "api/Server.HotChocolate.cs", "api/Server.BuiltIn.cs",
    ];

    [Fact]
    public void Are_told_apart_in_set_up_files_alone() =>
        SourceTree.AssertNone(
            "The same source compiles with both:",
            SourceTree.Lines(
                Ours().Where(path => !SetUpFiles.Contains(path)),
                line => ConditionalCompilation().IsMatch(line)));

    [Fact]
    public void Are_known_by_their_common_names_outside_set_up_files() =>
        SourceTree.AssertNone(
            "A name that only the engine has:",
            SourceTree.Lines(
                Ours().Where(path => !SetUpFiles.Contains(path)), line => NameOfTheEngine().IsMatch(line)));

    [Fact]
    public void Have_an_engine_that_knows_nothing_of_loyalty() =>
        SourceTree.AssertNone(
            "A word of ours in the engine:",
            SourceTree.Lines(
                SourceTree.Files(".cs").Where(path => path.StartsWith("graphql/", StringComparison.Ordinal)),
                line => line.Contains("OrleansLoyalty", StringComparison.Ordinal)));

    [Fact]
    public void Are_each_set_up_in_a_file_that_exists() =>
        SourceTree.AssertNone(
            "Missing:",
            SetUpFiles.Where(path => !File.Exists(Path.Combine(SourceTree.Root, path))));

    private static IEnumerable<string> Ours() =>
        SourceTree.Files(".cs").Where(path => path.Split('/')[0] is "grains" or "grain-interfaces" or "api" or "silo");

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b")]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"\bGraphQLEngine\b")]
    private static partial Regex NameOfTheEngine();
}
