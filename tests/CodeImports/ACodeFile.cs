using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using OrleansLoyalty.CodeImports.Files;

namespace OrleansLoyalty.Tests.CodeImports;

/// <summary>Makes files to import, good and bad, and reads them.</summary>
internal static class ACodeFile
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static MemoryStream Csv(string text, Encoding? encoding = null)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        encoding ??= new UTF8Encoding(false);
        return new([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    /// <summary>A workbook of one sheet; each row is its cells as <see cref="Text"/> and its like write them.</summary>
    public static MemoryStream Xlsx(params string[][] rows) => Xlsx(Sheet(rows));

    public static MemoryStream Xlsx(
        string sheet, string? sharedStrings = null, string? styles = null, IEnumerable<(string, string)>? more = null)
    {
        var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string? content)
            {
                if (content is not null)
                {
                    using var writer = new StreamWriter(package.CreateEntry(name, CompressionLevel.Optimal).Open());
                    writer.Write(content);
                }
            }

            Add("xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
                + "<sheet name=\"codes\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add("xl/worksheets/sheet1.xml", sheet);
            Add("xl/sharedStrings.xml", sharedStrings);
            Add("xl/styles.xml", styles);
            foreach (var (name, content) in more ?? [])
            {
                Add(name, content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    public static string Sheet(IEnumerable<string[]> rows)
    {
        var sheet = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
            for (var i = 0; i < row.Length; i++)
            {
                sheet.Append(row[i].Replace("<c ", $"<c r=\"{(char)('A' + i)}{number}\" ", StringComparison.Ordinal));
            }

            sheet.Append("</row>");
        }

        return sheet.Append("</sheetData></worksheet>").ToString();
    }

    public static string Styles(string numberFormat) =>
        $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"{numberFormat}\"/></numFmts>"
        + "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

    public static string SharedStrings(IEnumerable<string> texts) =>
        $"<sst xmlns=\"{Main}\">{string.Concat(texts.Select(text => $"<si><t>{SecurityElement.Escape(text)}</t></si>"))}</sst>";

    public static string Text(string text) =>
        $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";

    public static string Shared(int index) => $"<c t=\"s\"><v>{index}</v></c>";

    public static string Number(string number, int style = 0) => $"<c s=\"{style}\"><v>{number}</v></c>";

    public static string Formula(string cached) => $"<c t=\"str\"><f>A1&amp;B1</f><v>{cached}</v></c>";

    public static string Error(string error) => $"<c t=\"e\"><v>{error}</v></c>";

    /// <summary>All rows of a file that must be readable to its end.</summary>
    public static List<CodeFileRow> Read(Stream file, string name = "codes.csv", CodeFileLimits? limits = null)
    {
        using var reader = Assert.IsType<ReadableCodeFile>(CodeFile.Open(file, name, limits ?? new())).Reader;
        List<CodeFileRow> rows = [];
        while (reader.Read() is { } row)
        {
            rows.Add(row);
        }

        Assert.Null(reader.Refusal);
        Assert.Equal(rows.Count, reader.RowsRead);
        return rows;
    }

    /// <summary>The codes alone, of a file in which every row has one.</summary>
    public static string[] Codes(Stream file, string name = "codes.csv") =>
        [.. Read(file, name).Select(row => Assert.IsType<CodeRow>(row).Code)];

    /// <summary>The refusal of a file that must not be imported, whether found at once or on the way.</summary>
    public static CodeFileRefusal Refusal(Stream file, string name = "codes.csv", CodeFileLimits? limits = null)
    {
        var opened = CodeFile.Open(file, name, limits ?? new());
        if (opened is RefusedCodeFile refused)
        {
            return refused.Refusal;
        }

        using var reader = Assert.IsType<ReadableCodeFile>(opened).Reader;
        while (reader.Read() is not null)
        {
            // The refusal may come after good rows.
        }

        return Assert.IsType<CodeFileRefusal>(reader.Refusal, exactMatch: false);
    }
}
