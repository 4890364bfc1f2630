using System.Diagnostics;
using System.Text;
using OrleansLoyalty.CodeImports.Files;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class RefusingACodeFile
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private const string Empty = "The file is empty.";
    private const string Binary = "The file is neither an Excel workbook (.xlsx) nor a text file (.csv).";
    private const string Damaged = "The file is damaged or incomplete: open it in Excel, save it again and retry.";
    private const string Markup =
        "The file is a web page or XML, not a spreadsheet: open it in Excel and save it as .xlsx.";
    private const string NoCodes = "The file has no codes.";
    private const string OldExcel = "The file is an old Excel workbook (.xls): open it in Excel and save it as .xlsx.";
    private const string OtherName = "The file is plain text under another name: save it as .csv or .xlsx.";
    private const string Protected = "The workbook is protected by a password: remove it and save the file again.";
    private const string UnknownEncoding =
        "The text is neither UTF-8 nor GBK: save the file as .xlsx or as CSV UTF-8.";

    public static TheoryData<string, byte[], string> NotSpreadsheets => new()
    {
        { "codes.csv", [], Empty },
        { "codes.xlsx", [], Empty },
        { "codes.xlsx", "just words"u8.ToArray(), OtherName },
        { "codes.csv", "<html><table>"u8.ToArray(), Markup },
        { "codes.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], Binary },
        { "codes.xls", [.. Ole, .. new byte[4096]], OldExcel },
        { "codes.xlsx", [.. Ole, .. new byte[70_000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), 0], Protected },
        { "codes.csv", [.. "code\nABCD"u8, 0xFF, 0xFF, (byte)'\n'], UnknownEncoding },
        { "codes.xlsx", "PK\x03\x04 and no more"u8.ToArray(), Damaged },
        { "codes.csv", "code\n\n,,\n"u8.ToArray(), NoCodes },
    };

    [Theory, MemberData(nameof(NotSpreadsheets))]
    public void Names_what_is_wrong(string name, byte[] content, string problem) =>
        Assert.Equal(new UnreadableFile(problem), Refusal(new MemoryStream(content), name));

    [Fact]
    public void Refuses_half_a_workbook()
    {
        var whole = Xlsx([Text("code")], [Text("AAAA1")]).ToArray();

        Assert.IsType<UnreadableFile>(Refusal(new MemoryStream(whole, 0, whole.Length / 2), "codes.xlsx"));
    }

    [Fact]
    public void Refuses_an_archive_that_is_no_workbook()
    {
        using var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, true))
        {
            archive.CreateEntry("word/document.xml");
        }

        Assert.Equal(
            new UnreadableFile("The file is an archive, not an Excel workbook (.xlsx)."), Refusal(stream, "codes.xlsx"));
    }

    [Fact]
    public void Refuses_a_workbook_without_rows() =>
        Assert.Equal(new UnreadableFile(NoCodes), Refusal(Xlsx(), "codes.xlsx"));

    [Fact]
    public void Refuses_a_million_empty_rows_quickly()
    {
        var rows = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var i = 1; i <= 1_000_000; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"<row r=\"{i}\"/>");
        }

        var file = Xlsx(rows.Append("</sheetData></worksheet>").ToString());
        var clock = Stopwatch.StartNew();

        Assert.Equal(new UnreadableFile(NoCodes), Refusal(file, "codes.xlsx"));

        // A bound for the machine's worst day; it takes a second.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Refuses_too_many_bytes() =>
        AssertOver(10, Refusal(Csv("AAAA1\nAAAA2\n"), limits: new() { FileBytes = 10 }));

    [Fact]
    public void Refuses_too_many_rows_only_past_the_limit()
    {
        var limits = new CodeFileLimits { Rows = 2 };

        Assert.Equal(2, Read(Csv("code\nAAAA1\n\nAAAA2\n"), limits: limits).Count);
        Assert.Equal(2, Assert.IsType<OvercrowdedFile>(Refusal(Csv("AAAA1\nAAAA2\nAAAA3"), limits: limits)).Limit);
    }

    [Fact]
    public void Refuses_an_open_quote_instead_of_reading_on() =>
        AssertSays("a quote may be open", Refusal(Csv("code\n\"AAAA1\n" + new string('x', 2_000_000))));

    [Fact]
    public void Refuses_too_many_parts()
    {
        var file = Xlsx(Sheet([[Text("AAAA1")]]), more: Enumerable.Range(0, 20).Select(i => ($"xl/media/{i}.txt", "x")));

        Assert.Equal(20, Assert.IsType<OvercrowdedFile>(Refusal(file, "codes.xlsx", new() { Parts = 20 })).Limit);
    }

    [Fact]
    public void Refuses_a_workbook_that_unpacks_to_too_much()
    {
        var file = Xlsx(Sheet([[Text("AAAA1")]]), more: [("xl/media/a.txt", new string('x', 2_000_000))]);

        Assert.IsType<OversizedFile>(Refusal(file, "codes.xlsx", new() { UncompressedBytes = 1_000_000 }));
        Assert.Single(Read(file, "codes.xlsx", new() { UncompressedBytes = 3_000_000 }));
    }

    [Fact]
    public void Refuses_a_zip_bomb_by_its_ratio()
    {
        var file = Xlsx(Sheet([[Text("AAAA1")]]), more: [("xl/media/a.bin", new string('0', 40_000_000))]);

        AssertSays("far more than its size", Refusal(file, "codes.xlsx"));
    }

    [Fact]
    public void Refuses_too_many_shared_strings_by_number_and_by_bytes()
    {
        MemoryStream file() => Xlsx(
            Sheet([[Shared(0)]]), SharedStrings(Enumerable.Range(0, 100).Select(i => $"AAAA{i}")));

        Assert.Equal(99, Assert.IsType<OvercrowdedFile>(Refusal(file(), "codes.xlsx", new() { SharedStrings = 99 })).Limit);
        AssertOver(500, Refusal(file(), "codes.xlsx", new() { SharedStringBytes = 500 }));
        Assert.Equal(["AAAA0"], Codes(file(), "codes.xlsx"));
    }

    [Fact]
    public void Resolves_no_entities()
    {
        const string Xxe = "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        const string Laughs = "<!DOCTYPE sst [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        foreach (var head in (string[])[Xxe, Laughs])
        {
            var file = Xlsx(Sheet([[Shared(0)]]), head + SharedStrings(["AAAA1"]));

            Assert.IsType<UnreadableFile>(Refusal(file, "codes.xlsx"));
        }
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2000000000\"><c r=\"A2000000000\"><v>12345</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row><row r=\"1048576\"/>")]
    [InlineData("<row r=\"-5\"/>")]
    public void Refuses_cells_where_no_sheet_has_any(string rows)
    {
        var sheet = $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

        AssertSays("far outside the table", Refusal(Xlsx(sheet), "codes.xlsx"));
    }

    [Fact]
    public void Refuses_a_cell_without_end() =>
        AssertSays("longer than Excel allows", Refusal(Xlsx([Text(new string('x', 1_000_000))]), "codes.xlsx"));

    [Fact]
    public void Takes_a_workbook_for_one_whatever_its_name() =>
        Assert.Equal(["AAAA1"], Codes(Xlsx([Text("AAAA1")]), "codes.csv"));

    private static void AssertSays(string words, CodeFileRefusal refusal) =>
        Assert.Contains(words, refusal.Problem, StringComparison.Ordinal);

    private static void AssertOver(long limitBytes, CodeFileRefusal refusal) =>
        Assert.Equal(limitBytes, Assert.IsType<OversizedFile>(refusal).LimitBytes);
}
