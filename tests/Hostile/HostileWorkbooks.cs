using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using OrleansLoyalty.CodeImports.Files;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Workbooks made by somebody who has read the parser. Each of these once filled memory, or never ended.</summary>
public sealed class HostileWorkbooks
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packaging = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly string Sheet = Sheet([[Text("AAAA1")]]);

    [Fact]
    public void With_a_table_of_contents_of_a_million_lines_are_refused_before_it_is_read()
    {
        var file = new MemoryStream();
        file.Write("PK\x03\x04"u8);
        var line = new byte[47];
        "PK\x01\x02"u8.CopyTo(line);
        line[28] = 1; // One letter of a name.
        line[46] = (byte)'a';
        for (var i = 0; i < 1_000_000; i++)
        {
            file.Write(line);
        }

        var end = new byte[22];
        "PK\x05\x06"u8.CopyTo(end);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), 47 * 1_000_000);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), 4);
        file.Write(end);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.IsType<OvercrowdedFile>(Refusal(file, "codes.xlsx"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task With_a_sheet_in_the_binary_format_are_refused_and_do_not_spin_at_its_end()
    {
        // A record that promises 100 bytes and has none: the parser waits for them for ever.
        var file = Workbook(("xl/worksheets/sheet1.bin", "\u0001d"), ("xl/_rels/workbook.xml.rels", Rels("worksheet", "worksheets/sheet1.bin")));

        var refusal = await Task.Run(() => Refusal(file, "codes.xlsx")).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(new UnreadableFile("The file is a binary workbook (.xlsb): save it as .xlsx."), refusal);
    }

    [Theory]
    [InlineData("sharedStrings")]
    [InlineData("styles")]
    public void With_another_part_in_the_binary_format_are_refused(string kind) =>
        Assert.IsType<UnreadableFile>(Refusal(
            Xlsx(Sheet, more: [($"xl/{kind}.bin", "\u0001d"), ("xl/worksheets/_rels/x.rels", Rels(kind, $"{kind}.bin"))]), "codes.xlsx"));

    [Fact]
    public void That_begin_with_white_space_are_inspected_all_the_same() =>
        AssertSays("longer than Excel allows", Workbook(("xl/worksheets/sheet1.xml", " \n" + Sheet([[Text(new string('x', 1_000_000))]]))));

    [Theory]
    [InlineData("utf-16BE")]
    [InlineData("utf-16")]
    [InlineData("utf-32BE")]
    public void In_an_encoding_without_a_mark_are_refused(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes(Sheet([[Text(new string('x', 1_000_000))]]));

        AssertSays("not written in UTF-8", Workbook(("xl/worksheets/sheet1.xml", bytes)));
    }

    [Fact]
    public void That_begin_the_same_row_without_end_are_refused() =>
        AssertSays("far outside", Rows(string.Concat(Enumerable.Repeat("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", 20_000))));

    [Fact]
    public void With_a_row_that_takes_all_memory_are_refused()
    {
        var cell = $"<c t=\"inlineStr\"><is><t>{new string('x', 100_000)}</t></is></c>";

        AssertSays("far outside", Rows($"<row r=\"1\">{string.Concat(Enumerable.Repeat(cell, 200))}</row>"));
    }

    [Fact]
    public void With_a_cell_of_a_million_pieces_are_refused() =>
        AssertSays("far outside", Rows(
            $"<row r=\"1\"><c t=\"inlineStr\"><is>{string.Concat(Enumerable.Repeat("<r><t>aaaa</t></r>", 1_000_000))}</is></c></row>"));

    [Fact]
    public void With_millions_of_merged_cells_are_refused() =>
        AssertSays("far outside", Workbook(("xl/worksheets/sheet1.xml",
            Sheet.Replace("</worksheet>", $"<mergeCells>{string.Concat(Enumerable.Repeat("<mergeCell ref=\"A1:B1\"/>", 600_000))}</mergeCells></worksheet>", StringComparison.Ordinal))));

    [Fact]
    public void That_name_one_sheet_a_thousand_times_are_refused()
    {
        var sheets = string.Concat(Enumerable.Range(1, 1_000).Select(i => $"<sheet name=\"s{i}\" sheetId=\"{i}\" r:id=\"r1\"/>"));
        var byId = Workbook(("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{sheets}</sheets></workbook>"));
        var byTarget = Workbook(("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Packaging}\">{string.Concat(Enumerable.Range(1, 9).Select(i => Rel($"r{i}", "worksheet", "worksheets/sheet1.xml")))}</Relationships>"));

        Assert.IsType<UnreadableFile>(Refusal(byId, "codes.xlsx"));
        Assert.IsType<UnreadableFile>(Refusal(byTarget, "codes.xlsx"));
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
        var external = $"<Relationships xmlns=\"{Packaging}\"><Relationship Id=\"e1\" Type=\"{Relations}/externalLinkPath\" "
            + "Target=\"http://192.0.2.1/book.xlsx\" TargetMode=\"External\"/></Relationships>";
        var link = $"<externalLink xmlns=\"{Main}\"><externalBook xmlns:r=\"{Relations}\" r:id=\"e1\"/></externalLink>";
        var sheet = Sheet([[Formula("AAAA1")], ["<c t=\"str\"><f>HYPERLINK(\"http://192.0.2.1/\",\"x\")</f><v>AAAA2</v></c>"], ["<c t=\"str\"><f>[1]Sheet1!A1</f><v>AAAA3</v></c>"]]);
        var watch = new OutboundConnections();

        var codes = Codes(
            Xlsx(sheet, more: [("xl/externalLinks/externalLink1.xml", link), ("xl/externalLinks/_rels/externalLink1.xml.rels", external)]),
            "codes.xlsx");

        Assert.Equal(["AAAA1", "AAAA2", "AAAA3"], codes);
        Assert.Equal(0, watch.Seen);
    }

    [Fact]
    public void Full_of_texts_to_the_limit_are_read()
    {
        var (rows, strings) = (new StringBuilder(), new StringBuilder($"<sst xmlns=\"{Main}\">"));
        for (var i = 0; i < 200_000; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"<row r=\"{i + 1}\">{Shared(i)}</row>");
            strings.Append(System.Globalization.CultureInfo.InvariantCulture, $"<si><t>https://brand.example/q/CODE{i:00000000000000000000}</t></si>");
        }

        var file = Xlsx($"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>", strings.Append("</sst>").ToString(),
            more: [("xl/_rels/x.rels", Rels("sharedStrings", "sharedStrings.xml"))]);

        Assert.Equal(200_000, Read(file, "codes.xlsx").Count);
    }

    private static MemoryStream Rows(string rows) =>
        Workbook(("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>"));

    private static string Rels(string kind, string target) =>
        $"<Relationships xmlns=\"{Packaging}\">{Rel("r1", kind, target)}</Relationships>";

    private static string Rel(string id, string kind, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"{Relations}/{kind}\" Target=\"{target}\"/>";

    private static MemoryStream Workbook(params (string Name, object Content)[] instead)
    {
        var parts = new Dictionary<string, object>
        {
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"codes\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = Rels("worksheet", "worksheets/sheet1.xml"),
            ["xl/worksheets/sheet1.xml"] = Sheet,
        };
        foreach (var (name, content) in instead)
        {
            parts[name] = content;
        }

        var file = new MemoryStream();
        using (var package = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = package.CreateEntry(name).Open();
                part.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            }
        }

        file.Position = 0;
        return file;
    }

    private static void AssertSays(string words, Stream file) =>
        Assert.Contains(words, Refusal(file, "codes.xlsx").Problem, StringComparison.Ordinal);
}
