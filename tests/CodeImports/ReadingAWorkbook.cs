using System.Globalization;
using System.Text;
using ExcelDataReader;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.CodeImports.Files;
using OrleansLoyalty.Tests.Hostile;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class ReadingAWorkbook
{
    [Fact]
    public void Finds_shared_texts_in_whatever_order_the_cells_name_them()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 5_000).Select(i => $"C{i:D6}{new string('x', random.Next(0, 120))}").ToArray();
        var order = Enumerable.Range(0, texts.Length).ToArray();
        random.Shuffle(order);

        var codes = Codes(Xlsx(Sheet(order.Concat(order.Order()).Select(i => new[] { Shared(i) })), SharedStrings(texts)), "codes.xlsx");

        Assert.True(order.Concat(order.Order()).Select(i => texts[i]).SequenceEqual(codes), $"seed {seed}");
    }

    [Fact]
    public void Gives_rows_the_numbers_that_the_sheet_shows_where_it_leaves_some_out()
    {
        var rows = Read(Xlsx($"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"3\"><c r=\"B3\" t=\"str\"><v>code</v></c></row>"
            + "<row r=\"7\"><c r=\"A7\"><v>1</v></c><c r=\"B7\" t=\"str\"><v>AAAA7</v></c></row><row><c/><c t=\"str\"><v>AAAA8</v></c></row></sheetData></worksheet>"), "codes.xlsx");

        Assert.Equal([new CodeRow(7, "AAAA7"), new CodeRow(8, "AAAA8")], rows);
    }

    [Fact]
    public void Joins_the_pieces_of_a_text_and_leaves_out_how_it_is_read_aloud()
    {
        const string Strings = $"<sst xmlns=\"{Main}\"><si><r><rPr><b/></rPr><t>礼品</t></r><r><t>A1</t></r><rPh sb=\"0\" eb=\"2\"><t>リピン</t></rPh></si>"
            + "<si><t>AA_x0041_A</t></si><si/></sst>";

        Assert.Equal(["礼品A1", "AAAA"], Codes(Xlsx(Sheet([[Shared(0)], [Shared(1)], [Shared(2)], [Shared(99)]]), Strings), "codes.xlsx"));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(31)]
    [InlineData(58)]
    public void Takes_numbers_in_the_formats_of_dates_for_no_codes(int format)
    {
        var styles = $"<styleSheet xmlns=\"{Main}\"><cellStyleXfs count=\"1\"><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"{format}\"/></cellXfs></styleSheet>";

        var rows = Read(Xlsx(Sheet([[Number("45678", style: 1)], [Number("45678")]]), styles: styles), "codes.xlsx");

        Assert.Equal([new RejectedRow(1, "2025-01-21 00:00:00", RejectReason.NotText), new CodeRow(2, "45678")], rows);
    }

    [Fact]
    public void Refuses_a_shared_text_that_is_longer_than_a_cell()
    {
        var pieces = string.Concat(Enumerable.Repeat("<r><t>aaaaaaaaaaaaaaaa</t></r>", 3_000));

        Assert.Equal(
            new UnreadableFile("A cell of the workbook is longer than Excel allows."),
            Refusal(Xlsx(Sheet([[Text("AAAA1")]]), $"<sst xmlns=\"{Main}\"><si>{pieces}</si></sst>"), "codes.xlsx"));
    }

    [Fact]
    public void Finds_what_another_program_finds_in_the_same_row()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var (seed, compared) = (Environment.TickCount, 0);
        foreach (var file in Enumerable.Range(0, 600).Select(number => AGeneratedFile.Of(seed, number)).Where(file => file is { Kind: "workbook" or "repacked workbook", Rows: not null }))
        {
            var theirs = Theirs(file.Bytes);
            foreach (var row in Read(new MemoryStream(file.Bytes), file.Name).OfType<CodeRow>())
            {
                Assert.True(
                    theirs[(int)row.RowNumber - 1].Any(text => text.Contains(row.Code.TrimStart('0'), StringComparison.Ordinal)),
                    $"seed {seed}: {row} is none of {string.Join(" | ", theirs[(int)row.RowNumber - 1])}");
                compared++;
            }
        }

        Assert.True(compared > 1_000, $"seed {seed}: {compared} rows");
    }

    private static List<string[]> Theirs(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file));
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "")]);
        }

        return rows;
    }
}
