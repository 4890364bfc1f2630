using System.Text.RegularExpressions;
using OrleansLoyalty.Tests.House;

namespace OrleansLoyalty.Tests.Operations;

public sealed partial class TheReadmeInChinese
{
    private static string English => SourceTree.Read("README.md");

    private static string Chinese => SourceTree.Read("README.zh-CN.md");

    [Fact]
    public void Shows_the_same_commands_and_answers() => Assert.Equal(Found(Block(), English), Found(Block(), Chinese));

    [Fact]
    public void Has_the_same_parts_pictures_and_rows()
    {
        Assert.Equal(Heading().Count(English), Heading().Count(Chinese));
        Assert.Equal(Found(Picture(), English), Found(Picture(), Chinese));
        Assert.Equal(Row().Count(English), Row().Count(Chinese));
    }

    private static IEnumerable<string> Found(Regex what, string text) => what.Matches(text).Select(match => match.Value);

    [GeneratedRegex("```[\\s\\S]*?```")]
    private static partial Regex Block();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\(docs/images/[\w-]+\.png\)")]
    private static partial Regex Picture();

    [GeneratedRegex(@"^\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
