using OrleansLoyalty.CodeImports.Files;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;
using static OrleansLoyalty.Tests.Hostile.AHostileWorkbook;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>What becomes of workbooks made by somebody who has read the parser.</summary>
public sealed class HostileWorkbooks
{
    [Fact]
    public void With_a_table_of_contents_of_a_million_lines_are_refused_before_it_is_read()
    {
        var file = WithContentsOfAMillionLines();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.IsType<OvercrowdedFile>(Refusal(file, "codes.xlsx"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task With_a_sheet_in_the_binary_format_are_refused_and_do_not_spin_at_its_end()
    {
        var file = WithABinarySheet();

        var refusal = await Task.Run(() => Refusal(file, "codes.xlsx")).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(new UnreadableFile("The file is a binary workbook (.xlsb): save it as .xlsx."), refusal);
    }

    [Theory]
    [InlineData("sharedStrings")]
    [InlineData("styles")]
    public void With_another_part_in_the_binary_format_are_refused(string kind) =>
        Assert.IsType<UnreadableFile>(Refusal(
            Xlsx(Sheet([[Text("AAAA1")]]), more: [($"xl/{kind}.bin", "\u0001d"), ("xl/worksheets/_rels/x.rels", Rels(kind, $"{kind}.bin"))]), "codes.xlsx"));

    [Fact]
    public void That_begin_with_white_space_are_inspected_all_the_same() =>
        AssertSays("longer than Excel allows", ThatBeginsWithWhiteSpace());

    [Theory]
    [InlineData("utf-16BE")]
    [InlineData("utf-16")]
    [InlineData("utf-32BE")]
    public void In_an_encoding_without_a_mark_are_refused(string encoding) =>
        AssertSays("not written in UTF-8", InAnEncodingWithoutAMark(encoding));

    [Fact]
    public void That_begin_the_same_row_without_end_are_refused() =>
        AssertSays("far outside", ThatBeginsTheSameRowWithoutEnd());

    [Fact]
    public void With_a_row_that_takes_all_memory_are_refused() => AssertSays("far outside", WithARowThatTakesAllMemory());

    [Fact]
    public void With_a_cell_of_a_million_pieces_are_refused() => AssertSays("far outside", WithACellOfAMillionPieces());

    [Fact]
    public void With_millions_of_merged_cells_are_refused() => AssertSays("far outside", WithMillionsOfMergedCells());

    [Fact]
    public void That_unpack_to_a_gigabyte_are_refused() => AssertSays("far more than its size", WithABomb());

    [Fact]
    public void That_name_one_sheet_a_thousand_times_are_refused()
    {
        Assert.IsType<UnreadableFile>(Refusal(ThatNamesOneSheetAThousandTimes(), "codes.xlsx"));
        Assert.IsType<UnreadableFile>(Refusal(ThatNamesOneTargetNineTimes(), "codes.xlsx"));
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    [InlineData("xl/styles.xml")]
    [InlineData("docProps/app.xml")]
    public void With_a_document_type_in_any_part_are_refused(string part)
    {
        foreach (var type in new[]
        {
            "<!DOCTYPE x SYSTEM \"http://192.0.2.1/x.dtd\">",
            "<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://192.0.2.1/x\"> %e;]>",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>",
        })
        {
            var watch = new OutboundConnections();

            Assert.IsType<UnreadableFile>(Refusal(Workbook((part, $"{type}<x>&b;</x>")), "codes.xlsx"));

            Assert.Equal(0, watch.Seen);
        }
    }

    [Fact]
    public void With_links_to_elsewhere_are_read_without_following_them()
    {
        var watch = new OutboundConnections();

        var codes = Codes(WithLinksToElsewhere(), "codes.xlsx");

        Assert.Equal(["AAAA1", "AAAA2", "AAAA3"], codes);
        Assert.Equal(0, watch.Seen);
    }

    [Fact]
    public void Full_of_texts_are_read() => Assert.Equal(200_000, Read(FullOfTexts(200_000), "codes.xlsx").Count);

    private static void AssertSays(string words, Stream file) =>
        Assert.Contains(words, Refusal(file, "codes.xlsx").Problem, StringComparison.Ordinal);
}
