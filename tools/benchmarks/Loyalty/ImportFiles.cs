using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OrleansLoyalty.Benchmarks;

/// <summary>The same codes as a text file, as workbooks, and as what PostgreSQL's own COPY reads; made once and kept.</summary>
internal sealed class ImportFiles(Settings settings)
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";

    internal string Csv => Name("csv");

    /// <summary>As Excel saves it: every text in a part of its own, the sheet full of their numbers.</summary>
    internal string Xlsx => Name("xlsx");

    /// <summary>As many programs that are not Excel save it: texts inside the sheet.</summary>
    internal string InlineXlsx => Name("inline.xlsx");

    /// <summary>Rows of <c>product_codes</c> in COPY's binary format, which PostgreSQL reads with the least work.</summary>
    internal string Copy => Name("copy");

    internal async Task MakeAsync()
    {
        if (File.Exists(InlineXlsx))
        {
            return;
        }

        await Console.Error.WriteLineAsync($"Writing {settings.Codes:N0} codes into files…");
        var codes = Codes().ToArray();
        await File.WriteAllLinesAsync(Csv, codes.Prepend("code"));
        WriteCopy(codes);
        WriteWorkbook(Xlsx, codes, areShared: true);
        WriteWorkbook(InlineXlsx + ".new", codes, areShared: false);
        File.Move(InlineXlsx + ".new", InlineXlsx, overwrite: true);
    }

    // Sixteen letters that nobody guesses, in no order, as a printer's generator gives them.
    private IEnumerable<string> Codes()
    {
        var random = new Random(20261122);
        var text = new char[16];
        for (var number = 0; number < settings.Codes; number++)
        {
            var (high, low) = (random.NextInt64(), number);
            for (var i = 0; i < text.Length; i++)
            {
                // Five letters say the number, so that no code comes twice.
                var bits = i < 5 ? low >> (i * 5) : high >> ((i - 5) * 5);
                text[(i * 7) % 16] = Letters[(int)(bits & 31)];
            }

            yield return new string(text);
        }
    }

    private void WriteCopy(string[] codes)
    {
        using var rows = new BufferedStream(File.Create(Copy), 1 << 20);
        rows.Write([.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]); // The signature, and no options.
        foreach (var code in codes)
        {
            byte[] row = [0, 2, 0, 0, 0, 16, .. Encoding.ASCII.GetBytes(code), 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1];
            rows.Write(row);
        }

        rows.Write([0xFF, 0xFF]);
    }

    private static void WriteWorkbook(string path, string[] codes, bool areShared)
    {
        using var package = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Part(package, "[Content_Types].xml", $"""<Types xmlns="{Package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>""");
        Part(package, "_rels/.rels", $"""<Relationships xmlns="{Package}relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part(package, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="codes" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Part(package, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
        using (var sheet = Open(package, "xl/worksheets/sheet1.xml"))
        {
            sheet.Write($"""<worksheet xmlns="{Main}"><sheetData>""");
            for (var row = 1; row <= codes.Length; row++)
            {
                sheet.Write(areShared
                    ? string.Create(CultureInfo.InvariantCulture, $"""<row r="{row}" spans="1:1"><c r="A{row}" t="s"><v>{row - 1}</v></c></row>""")
                    : string.Create(CultureInfo.InvariantCulture, $"""<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{codes[row - 1]}</t></is></c></row>"""));
            }

            sheet.Write("</sheetData></worksheet>");
        }

        using var texts = Open(package, "xl/sharedStrings.xml");
        var shared = areShared ? codes : [];
        texts.Write(string.Create(CultureInfo.InvariantCulture, $"""<sst xmlns="{Main}" count="{shared.Length}" uniqueCount="{shared.Length}">"""));
        foreach (var code in shared)
        {
            texts.Write($"<si><t>{code}</t></si>");
        }

        texts.Write("</sst>");
    }

    private static void Part(ZipArchive package, string name, string text)
    {
        using var part = Open(package, name);
        part.Write(text);
    }

    private static StreamWriter Open(ZipArchive package, string name) =>
        new(package.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false), 64 * 1024);

    private string Name(string extension) =>
        settings.File(string.Create(CultureInfo.InvariantCulture, $"codes-{settings.Codes}.{extension}"));
}
