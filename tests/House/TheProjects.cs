using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrleansLoyalty.Tests.House;

/// <summary>How the folders depend on each other and on packages.</summary>
public sealed partial class TheProjects
{
    /// <summary>Which project may name which. The GraphQL engine comes in through Directory.Build.targets alone.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["graphql"] = [],
        ["grain-interfaces"] = [],
        ["ledger"] = ["grain-interfaces"],
        ["storage"] = ["ledger", "grain-interfaces"],
        ["grains"] = ["ledger", "storage", "grain-interfaces"],
        ["api"] = ["grain-interfaces", "storage"],
        ["silo"] = ["api", "grains", "storage", "grain-interfaces"],
    };

    /// <summary>They measure or test everything else, and are nobody's part.</summary>
    private static readonly string[] Outside = ["tests", "tools"];

    [Fact]
    public void Point_one_way() =>
        SourceTree.AssertNone(
            "api → grain-interfaces ← ledger ← storage; grains → ledger, storage; silo wires; the engine knows no loyalty:",
            from arrow in Arrows
            from path in SourceTree.Files(".csproj")
            where path.StartsWith(arrow.Key + "/", StringComparison.Ordinal)
            from reference in References(path, "ProjectReference")
            let target = Path.GetRelativePath(
                SourceTree.Root, Path.GetFullPath(reference, Path.GetDirectoryName(Path.Combine(SourceTree.Root, path))!)).Split('/')[0]
            where target != arrow.Key && !arrow.Value.Contains(target)
            select $"{path} → {reference}");

    [Fact]
    public void Have_a_rule_for_each_of_their_folders() =>
        SourceTree.AssertNone(
            "No arrow is declared for:",
            SourceTree.Files(".csproj")
                .Select(path => path.Split('/')[0])
                .Where(folder => !Outside.Contains(folder) && !Arrows.ContainsKey(folder)));

    [Fact]
    public void Keep_the_ledger_free_of_actors_and_databases() =>
        SourceTree.AssertNone(
            "The ledger is facts and rules alone:",
            SourceTree.Lines(
                SourceTree.Files(".cs").Where(path => path.StartsWith("ledger/", StringComparison.Ordinal)),
                line => Outsider().IsMatch(line)));

    [Fact]
    public void Are_all_in_the_solution()
    {
        var solution = SourceTree.Read("OrleansLoyalty.sln").Replace('\\', '/');

        SourceTree.AssertNone(
            "Not in OrleansLoyalty.sln:",
            SourceTree.Files(".csproj").Where(path => !IsBenchmark(path) && !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Take_exact_versions_from_one_place()
    {
        var central = XDocument.Parse(SourceTree.Read("Directory.Packages.props")).Descendants("PackageVersion");

        SourceTree.AssertNone(
            "Not an exact version:",
            from package in central
            let version = (string?)package.Attribute("Version")
            where version is null || !ExactVersion().IsMatch(version)
            select $"{(string?)package.Attribute("Include")} {version}");
        SourceTree.AssertNone(
            "A version outside Directory.Packages.props:",
            from path in SourceTree.Files(".csproj")
            from package in XDocument.Parse(SourceTree.Read(path)).Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{path}: {(string?)package.Attribute("Include")}");
    }

    [Fact]
    public void Name_Hot_Chocolate_only_where_it_is_chosen() =>
        SourceTree.AssertNone(
            "Unconditional in a project that the engine must build as well:",
            from path in SourceTree.Files(".csproj")
            from package in XDocument.Parse(SourceTree.Read(path)).Descendants("PackageReference")
            let name = (string?)package.Attribute("Include") ?? ""
            where name.StartsWith("HotChocolate.", StringComparison.Ordinal)
            where package.Attribute("Condition") is null && package.Parent?.Attribute("Condition") is null
            select $"{path}: {name}");

    // A benchmark may need the real framework, which does not restore everywhere.
    private static bool IsBenchmark(string path) => path.Split('/').Contains("benchmarks");

    private static IEnumerable<string> References(string path, string kind) =>
        XDocument.Parse(SourceTree.Read(path))
            .Descendants(kind)
            .Select(reference => ((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'));

    [GeneratedRegex(@"\b(using Orleans|Npgsql|IGrain\w*|Grain|GenerateSerializer|System\.IO|HttpClient|Database)\b[;.<( ]")]
    private static partial Regex Outsider();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){1,3}(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
