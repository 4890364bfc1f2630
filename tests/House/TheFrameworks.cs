using System.Text.RegularExpressions;

namespace OrleansLoyalty.Tests.House;

/// <summary>Deleting a built-in must leave nothing else to change but the file that chooses it.</summary>
public sealed partial class TheFrameworks
{
    private static readonly string[] SetUpFiles =
    [
        "silo/Actors.Orleans.cs", "silo/Actors.Embedded.cs", "api/Server.HotChocolate.cs", "api/Server.BuiltIn.cs",
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
            "A name that only the built-in has:",
            SourceTree.Lines(
                Ours().Where(path => !SetUpFiles.Contains(path)), line => NameOfABuiltIn().IsMatch(line)));

    [Theory]
    [InlineData("embedded/")]
    [InlineData("graphql/")]
    public void Have_a_built_in_that_knows_nothing_of_loyalty(string folder) =>
        SourceTree.AssertNone(
            "A word of ours in a built-in:",
            SourceTree.Lines(
                SourceTree.Files(".cs").Where(path => path.StartsWith(folder, StringComparison.Ordinal)),
                line => line.Contains("OrleansLoyalty", StringComparison.Ordinal)));

    [Fact]
    public void Are_each_set_up_in_one_file_that_exists() =>
        SourceTree.AssertNone(
            "Missing:",
            SetUpFiles.Where(path => !File.Exists(Path.Combine(SourceTree.Root, path))));

    private static IEnumerable<string> Ours() =>
        SourceTree.Files(".cs").Where(path => path.Split('/')[0] is "grains" or "grain-interfaces" or "api" or "silo");

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b")]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"\b(EmbeddedActors|GraphQLEngine)\b")]
    private static partial Regex NameOfABuiltIn();
}
