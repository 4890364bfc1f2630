using System.Text.RegularExpressions;

namespace OrleansLoyalty.Tests.House;

/// <summary>What a tool can check about how the code reads.</summary>
public sealed partial class TheSource
{
    private static readonly string[] Code = [".cs", ".ts", ".tsx", ".mjs", ".css", ".sql", ".sh"];
    private static readonly string[] Text = [.. Code, ".csproj", ".props", ".targets", ".json", ".yml", ".md", ".graphql"];

    [Fact]
    public void Has_no_file_over_400_lines() =>
        SourceTree.AssertNone(
            "One file tells one story; these tell more than 400 lines of it:",
            from path in SourceTree.Files(Code)
            let lines = SourceTree.Read(path).AsSpan().Count('\n')
            where lines > 400
            select $"{path}: {lines} lines");

    [Fact]
    public void Has_no_name_that_says_nothing() =>
        SourceTree.AssertNone(
            "What is shared has a name in the domain:",
            SourceTree.Files(Code).Where(path => NameThatSaysNothing().IsMatch(path)));

    [Fact]
    public void Silences_no_analyzer_in_the_code() =>
        SourceTree.AssertNone(
            "A rule that does not help is set in .editorconfig, with its reason:",
            SourceTree.Lines(
                SourceTree.Files(".cs"),
                line => line.Contains("#pragma " + "warning", StringComparison.Ordinal)
                    || line.Contains("[Suppress" + "Message", StringComparison.Ordinal)));

    [Fact]
    public void Leaves_nothing_unfinished() =>
        SourceTree.AssertNone(
            "Done or not there:",
            SourceTree.Lines(SourceTree.Files(Code), line => MarkOfUnfinishedWork().IsMatch(line)));

    [Fact]
    public void Waits_for_events_and_never_sleeps() =>
        SourceTree.AssertNone(
            "A sleep is too short on one machine and too long on all others:",
            SourceTree.Lines(
                SourceTree.Files(".cs"), line => line.Contains("Thread" + ".Sleep(", StringComparison.Ordinal)));

    [Fact]
    public void Asks_a_time_provider_for_the_time() =>
        SourceTree.AssertNone(
            "A clock that a test cannot set:",
            SourceTree.Lines(
                SourceTree.Files(".cs").Where(path => !path.Split('/').Any(folder => folder is "tests" or "tools" or "conformance")),
                line => MachineClock().IsMatch(line)));

    [Fact]
    public void Names_no_folder_of_one_machine() =>
        SourceTree.AssertNone(
            "Elsewhere this path means nothing:",
            SourceTree.Lines(SourceTree.Files(Text), line => FolderOfOneMachine().IsMatch(line)));

    [Fact]
    public void Ends_its_lines_with_a_line_feed_and_nothing_before_it() =>
        SourceTree.AssertNone(
            "Carriage return, trailing blank, or no line feed at the end:",
            SourceTree.Files(Text).Where(path =>
            {
                var text = SourceTree.Read(path);
                return text.Contains('\r') || (text.Length > 0 && text[^1] != '\n')
                    || (!path.EndsWith(".md", StringComparison.Ordinal) && TrailingBlank().IsMatch(text));
            }));

    // A word of a name: MemberHelpers and helpers/, but not Corel or Managerial.
    [GeneratedRegex(@"(?:^|[/.]|(?<=[a-z]))(Core|Common|Shared|Helpers?|Utils?|Utilit(y|ies)|Manager|core|common|shared|helpers?|utils?|manager)(?![a-z])")]
    private static partial Regex NameThatSaysNothing();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|XX" + @"X|HA" + @"CK)\b|\bNot" + @"ImplementedException\b")]
    private static partial Regex MarkOfUnfinishedWork();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b")]
    private static partial Regex MachineClock();

    [GeneratedRegex(@"(?<![\w.~])/(root|work|farm)/[a-z.]")]
    private static partial Regex FolderOfOneMachine();

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingBlank();
}
