using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Workbooks made by somebody who has read the parser. Each of these once filled memory, or never ended.</summary>
internal static class AHostileWorkbook
{
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string Packaging = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>As many texts of 48 letters as the limit of their part allows.</summary>
    private const int MostTexts = 1_270_000;

    private static readonly string Sheet = Sheet([[Text("AAAA1")]]);

    /// <summary>One of each, by its name.</summary>
    public static IEnumerable<(string Name, MemoryStream File)> Each()
    {
        yield return ("contents", WithContentsOfAMillionLines());
        yield return ("binary", WithABinarySheet());
        yield return ("white-space", ThatBeginsWithWhiteSpace());
        yield return ("encoding", InAnEncodingWithoutAMark("utf-16BE"));
        yield return ("same-row", ThatBeginsTheSameRowWithoutEnd());
        yield return ("large-row", WithARowThatTakesAllMemory());
        yield return ("pieces", WithACellOfAMillionPieces());
        yield return ("merged", WithMillionsOfMergedCells());
        yield return ("one-sheet", ThatNamesOneSheetAThousandTimes());
        yield return ("one-target", ThatNamesOneTargetNineTimes());
        yield return ("links", WithLinksToElsewhere());
        yield return ("bomb", WithABomb());
        yield return ("texts", FullOfTexts(MostTexts));
    }

    public static MemoryStream WithContentsOfAMillionLines()
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
        return file;
    }

    /// <summary>A record that promises 100 bytes and has none: the parser waits for them for ever.</summary>
    public static MemoryStream WithABinarySheet() =>
        Workbook(("xl/worksheets/sheet1.bin", "\u0001d"), ("xl/_rels/workbook.xml.rels", Rels("worksheet", "worksheets/sheet1.bin")));

    public static MemoryStream ThatBeginsWithWhiteSpace() =>
        Workbook(("xl/worksheets/sheet1.xml", " \n" + Sheet([[Text(new string('x', 1_000_000))]])));

    public static MemoryStream InAnEncodingWithoutAMark(string encoding) =>
        Workbook(("xl/worksheets/sheet1.xml", Encoding.GetEncoding(encoding).GetBytes(Sheet([[Text(new string('x', 1_000_000))]]))));

    public static MemoryStream ThatBeginsTheSameRowWithoutEnd() =>
        Rows(string.Concat(Enumerable.Repeat("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", 20_000)));

    public static MemoryStream WithARowThatTakesAllMemory()
    {
        var cell = $"<c t=\"inlineStr\"><is><t>{new string('x', 100_000)}</t></is></c>";
        return Rows($"<row r=\"1\">{string.Concat(Enumerable.Repeat(cell, 200))}</row>");
    }

    public static MemoryStream WithACellOfAMillionPieces() => Rows(
        $"<row r=\"1\"><c t=\"inlineStr\"><is>{string.Concat(Enumerable.Repeat("<r><t>aaaa</t></r>", 1_000_000))}</is></c></row>");

    public static MemoryStream WithMillionsOfMergedCells()
    {
        var merged = $"<mergeCells>{string.Concat(Enumerable.Repeat("<mergeCell ref=\"A1:B1\"/>", 600_000))}</mergeCells></worksheet>";
        return Workbook(("xl/worksheets/sheet1.xml", Sheet.Replace("</worksheet>", merged, StringComparison.Ordinal)));
    }

    public static MemoryStream ThatNamesOneSheetAThousandTimes()
    {
        var sheets = string.Concat(Enumerable.Range(1, 1_000).Select(i => $"<sheet name=\"s{i}\" sheetId=\"{i}\" r:id=\"r1\"/>"));
        return Workbook(("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{sheets}</sheets></workbook>"));
    }

    public static MemoryStream ThatNamesOneTargetNineTimes() => Workbook(("xl/_rels/workbook.xml.rels",
        $"<Relationships xmlns=\"{Packaging}\">{string.Concat(Enumerable.Range(1, 9).Select(i => Rel($"r{i}", "worksheet", "worksheets/sheet1.xml")))}</Relationships>"));

    public static MemoryStream WithLinksToElsewhere()
    {
        var external = $"<Relationships xmlns=\"{Packaging}\"><Relationship Id=\"e1\" Type=\"{Relations}/externalLinkPath\" "
            + "Target=\"http://192.0.2.1/book.xlsx\" TargetMode=\"External\"/></Relationships>";
        var link = $"<externalLink xmlns=\"{Main}\"><externalBook xmlns:r=\"{Relations}\" r:id=\"e1\"/></externalLink>";
        var sheet = Sheet([[Formula("AAAA1")], ["<c t=\"str\"><f>HYPERLINK(\"http://192.0.2.1/\",\"x\")</f><v>AAAA2</v></c>"], ["<c t=\"str\"><f>[1]Sheet1!A1</f><v>AAAA3</v></c>"]]);
        return Xlsx(sheet, more: [("xl/externalLinks/externalLink1.xml", link), ("xl/externalLinks/_rels/externalLink1.xml.rels", external)]);
    }

    /// <summary>A gigabyte of zeros in a megabyte.</summary>
    public static MemoryStream WithABomb()
    {
        var file = new MemoryStream();
        using (var package = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = package.CreateEntry("xl/workbook.xml").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1 << 10; i++)
            {
                part.Write(zeros);
            }
        }

        file.Position = 0;
        return file;
    }

    /// <summary>So many different texts, all of which the parser keeps.</summary>
    public static MemoryStream FullOfTexts(int texts)
    {
        var (rows, strings) = (new StringBuilder(), new StringBuilder($"<sst xmlns=\"{Main}\">"));
        for (var i = 0; i < texts; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{(i < 1_000_000 ? $"<row r=\"{i + 1}\">{Shared(i)}</row>" : "")}");
            strings.Append(CultureInfo.InvariantCulture, $"<si><t>https://brand.example/q/CODE{i:00000000000000000000}</t></si>");
        }

        return Xlsx($"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>", strings.Append("</sst>").ToString(),
            more: [("xl/_rels/x.rels", Rels("sharedStrings", "sharedStrings.xml"))]);
    }

    public static MemoryStream Rows(string rows) =>
        Workbook(("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>"));

    public static string Rels(string kind, string target) =>
        $"<Relationships xmlns=\"{Packaging}\">{Rel("r1", kind, target)}</Relationships>";

    public static MemoryStream Workbook(params (string Name, object Content)[] instead)
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

    private static string Rel(string id, string kind, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"{Relations}/{kind}\" Target=\"{target}\"/>";
}
