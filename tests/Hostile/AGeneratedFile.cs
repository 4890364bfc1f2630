using System.Globalization;
using System.IO.Compression;
using System.Text;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>A file as somebody careless or hostile would upload it.</summary>
/// <param name="Kind">How it was made.</param>
/// <param name="Name">As the uploader's machine names it.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Rows">How many rows hold something, the header not counted; null when the file is damaged.</param>
internal sealed record AGeneratedFile(string Kind, string Name, byte[] Bytes, long? Rows)
{
    private const string Packaging = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly string[] Headers = ["code", "编码", "Code", "商品编码", "商品编码 (code)", "name", "points", "CODE"];

    private static readonly string[] Values =
    [
        "AAAA1", "礼品A1", "https://x.example/q/ABC1?c=ZZ99", "https://x.example/", "=1+1", "=HYPERLINK(\"http://192.0.2.1\",\"x\")",
        "@SUM(A1)", "+86-1380", "-2+3", "|cmd", "＝1+1", "ab", "with space", "0001234", "6.90123E+15", "\u200Bhidden1", "nul\0nul", "𠮷祥-0001",
        "x<y>&\"'", "line\nbreak", "semi;colon", "tab\there", "quote\"inside", "'apos1", "#N/A", "TRUE", "2026-01-01", "\uFEFFbom01", "é́́́́́combined",
    ];

    static AGeneratedFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The file of this number in the sequence of a seed.</summary>
    public static AGeneratedFile Of(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        return (number % 10) switch
        {
            0 or 1 or 2 => AText(random),
            3 or 4 or 5 => AWorkbook(random),
            6 => Hostile(random),
            7 => Repacked(AWorkbook(random), random),
            8 => Damaged(random.Next(2) == 0 ? AWorkbook(random) : AText(random), random),
            _ => Noise(random),
        };
    }

    private static AGeneratedFile AText(Random random)
    {
        var (header, column) = Header(random);
        var delimiter = ",;\t"[random.Next(3)];
        var text = new StringBuilder(random.Next(8) == 0 ? $"sep={delimiter}\r\n" : "");
        var rows = random.Next(1, 60);
        AppendRow(text, header, delimiter, random, always: true);
        for (var i = 0; i < rows; i++)
        {
            var cells = Enumerable.Repeat("", column).Append(Value(random)).ToArray();
            AppendRow(text, cells, delimiter, random, always: false);
        }

        Encoding[] encodings =
        [
            new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true),
            Encoding.GetEncoding("gb18030"), Encoding.UTF32, Encoding.Latin1, Encoding.GetEncoding("shift_jis"),
        ];
        var encoding = encodings[random.Next(encodings.Length)];
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];

        // Only an encoding that is taken says how many rows there must be; the others are refused or misread.
        var isTaken = encoding is UTF8Encoding or UnicodeEncoding && header.Length > 0 && text.ToString().IndexOf('\0') is < 0 or > 511;
        return new($"text in {encoding.WebName}", random.Next(9) == 0 ? "codes.txt" : "codes.csv", bytes, isTaken ? rows : null);
    }

    private static AGeneratedFile AWorkbook(Random random)
    {
        var (header, column) = Header(random);
        var rows = new List<string[]> { header.Select(Text).ToArray() };
        var count = random.Next(1, 60);
        var strings = new List<string>();
        for (var i = 0; i < count; i++)
        {
            rows.Add([.. Enumerable.Repeat(Text(""), column), Cell(random, strings)]);
        }

        var file = Xlsx(Sheet(rows), strings.Count == 0 ? null : SharedStrings(strings), Styles("00000000"));
        return new("workbook", random.Next(9) == 0 ? "codes.csv" : "codes.xlsx", file.ToArray(), header.Length > 0 ? count : null);
    }

    private static string Cell(Random random, List<string> strings)
    {
        switch (random.Next(6))
        {
            case 0:
                return Number(random.NextInt64(1, 1L << 60).ToString(CultureInfo.InvariantCulture), random.Next(2));
            case 1:
                return Formula($"AAAA{random.Next(1_000)}");
            case 2:
                return Text($"https://x.example/q/URL{random.Next(1_000)}");
            case 3:
                return "<c t=\"b\"><v>1</v></c>";
            case 4:
                strings.Add(Writable(Value(random)));
                return Shared(strings.Count - 1);
            default:
                return Text(Writable(Value(random)));
        }
    }

    /// <summary>A workbook with one part that nobody's spreadsheet program writes.</summary>
    private static AGeneratedFile Hostile(Random random)
    {
        var sheet = Sheet([[Text("AAAA1")]]);
        (string, string)[] parts =
        [
            ("xl/worksheets/evil.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://192.0.2.1/\">]><x>&e;</x>"),
            ("xl/_rels/evil.rels", $"<Relationships xmlns=\"{Packaging}\"><Relationship Id=\"a\" Type=\"{Office}/worksheet\" Target=\"x.bin\"/></Relationships>"),
            ("xl/externalLinks/_rels/e.rels", $"<Relationships xmlns=\"{Packaging}\"><Relationship Id=\"a\" Type=\"{Office}/externalLinkPath\" Target=\"http://192.0.2.1/\" TargetMode=\"External\"/></Relationships>"),
            ("xl/media/bomb.bin", new string('0', random.Next(1, 40) * 1_000_000)),
            ("xl/worksheets/deep.xml", string.Concat(Enumerable.Repeat("<a>", 5_000))),
            ("xl/worksheets/wide.xml", $"<a {string.Concat(Enumerable.Range(0, 5_000).Select(i => $"a{i}=\"\" "))}/>"),
            ("XL/WORKBOOK.XML", "<workbook/>"),
            ("../../../../etc/passwd", "x"),
            ("xl\\workbook.xml", "<workbook/>"),
            ("xl/worksheets/open.xml", $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{new string('y', 400_000)}"),
        ];
        var part = parts[random.Next(parts.Length)];
        return new($"workbook with {part.Item1}", "codes.xlsx", Xlsx(sheet, more: [part]).ToArray(), null);
    }

    /// <summary>The same parts in another order, packed otherwise, as other programs write them.</summary>
    private static AGeneratedFile Repacked(AGeneratedFile file, Random random)
    {
        using var source = new ZipArchive(new MemoryStream(file.Bytes));
        var target = new MemoryStream();
        using (var package = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            if (random.Next(2) == 0)
            {
                package.CreateEntry("xl/");
            }

            foreach (var part in source.Entries.OrderBy(_ => random.Next()))
            {
                using var from = part.Open();
                using var into = package.CreateEntry(part.FullName, (CompressionLevel)random.Next(4)).Open();
                from.CopyTo(into);
            }
        }

        return file with { Kind = "repacked workbook", Bytes = target.ToArray() };
    }

    private static AGeneratedFile Damaged(AGeneratedFile file, Random random)
    {
        var bytes = file.Bytes.AsSpan(0, random.Next(2) == 0 ? random.Next(file.Bytes.Length) : file.Bytes.Length).ToArray();
        for (var i = random.Next(1, 8); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return file with { Kind = $"damaged {file.Kind}", Bytes = bytes, Rows = null };
    }

    private static AGeneratedFile Noise(Random random)
    {
        var bytes = new byte[random.Next(0, 20_000)];
        random.NextBytes(bytes);
        byte[][] starts = [[], [0x50, 0x4B, 3, 4], [0xFF, 0xFE], [0xFE, 0xFF], [0xD0, 0xCF, 0x11, 0xE0], "code\n"u8.ToArray(), "\""u8.ToArray()];
        return new("noise", random.Next(2) == 0 ? "codes.csv" : "codes.xlsx", [.. starts[random.Next(starts.Length)], .. bytes], null);
    }

    // One header, two that say the same, one that comes second, or one that is a code itself.
    private static (string[] Cells, int Column) Header(Random random)
    {
        var cells = random.GetItems(Headers, random.Next(0, 4));
        var column = Array.FindIndex(cells, cell => cell is not ("name" or "points"));
        return column < 0 ? ([], 0) : (cells, column);
    }

    private static string Value(Random random) =>
        random.Next(3) == 0 ? $"GEN{random.NextInt64(1_000_000_000)}" : Values[random.Next(Values.Length)];

    private static string Writable(string value) => value.Replace('\0', '?');

    private static void AppendRow(StringBuilder text, string[] cells, char delimiter, Random random, bool always)
    {
        if (cells.Length > 0)
        {
            text.AppendJoin(delimiter, cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append(random.Next(2) == 0 ? "\n" : "\r\n");
        }

        if (!always && random.Next(10) == 0)
        {
            text.Append("\r\n"); // An empty row.
        }
    }
}
