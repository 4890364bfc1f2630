using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace OrleansLoyalty.Api.CodeImports;

/// <summary>
/// Writes a workbook sheet after sheet, row after row, keeping none of it: a million rows cost what ten do. Every text
/// is written as text, never as a formula.
/// </summary>
/// <remarks>
/// The SDK for such files wants to read back what it wrote, so it keeps it, and its element objects make it three times
/// slower than writing the few elements there are; a test holds the result against that SDK's validator.
/// </remarks>
internal sealed class SheetWriter : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Packaging = "http://schemas.openxmlformats.org/package/2006/";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    // Style 1 is text (49, as Excel numbers formats), so that nobody's digits are rounded when the column is edited.
    private const string Styles =
        $"""
        <styleSheet xmlns="{Main}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    private static readonly XmlWriterSettings Xml = new()
    {
        Encoding = new UTF8Encoding(false),
        CheckCharacters = false, // Texts are made writable before.
        CloseOutput = true,
    };

    private readonly ZipArchive _package;
    private readonly List<string> _sheets = [];
    private XmlWriter? _sheet;

    /// <param name="target">Only written to, from where it stands; stays open.</param>
    public SheetWriter(Stream target) => _package = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Begins the next sheet; its columns hold text and are so many characters wide.</summary>
    public void BeginSheet(string name, params double[] columnWidths)
    {
        EndSheet();
        _sheets.Add(name);
        var entry = _package.CreateEntry($"xl/worksheets/sheet{_sheets.Count}.xml", CompressionLevel.Fastest);
        _sheet = XmlWriter.Create(new BufferedStream(entry.Open(), 64 * 1024), Xml);
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteStartElement("cols", Main);
        for (var i = 1; i <= columnWidths.Length; i++)
        {
            _sheet.WriteRaw(string.Create(
                CultureInfo.InvariantCulture,
                $"<col min=\"{i}\" max=\"{i}\" width=\"{columnWidths[i - 1]}\" style=\"1\" customWidth=\"1\"/>"));
        }

        _sheet.WriteEndElement();
        _sheet.WriteStartElement("sheetData", Main);
    }

    /// <summary>Writes a row of texts and whole numbers.</summary>
    public void Row(params ReadOnlySpan<object> cells)
    {
        var sheet = _sheet ?? throw new InvalidOperationException("No sheet was begun.");
        sheet.WriteStartElement("row", Main);
        foreach (var cell in cells)
        {
            sheet.WriteStartElement("c", Main);
            if (cell is long number)
            {
                sheet.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                Text(sheet, (string)cell);
            }

            sheet.WriteEndElement();
        }

        sheet.WriteEndElement();
    }

    /// <summary>Writes what holds the sheets together; without it the file is damaged. Disposing writes the rest.</summary>
    public void Complete()
    {
        EndSheet();
        var numbers = Enumerable.Range(1, _sheets.Count).ToList();
        string Each(Func<int, string> part) => string.Concat(numbers.Select(part));

        Add("xl/styles.xml", Styles);
        Add("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
            + Each(i => $"<sheet name=\"{_sheets[i - 1]}\" sheetId=\"{i}\" r:id=\"sheet{i}\"/>") + "</sheets></workbook>");
        Add("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Packaging}relationships\">{Relation("styles", "styles", "styles.xml")}"
            + Each(i => Relation($"sheet{i}", "worksheet", $"worksheets/sheet{i}.xml")) + "</Relationships>");
        Add("_rels/.rels",
            $"<Relationships xmlns=\"{Packaging}relationships\">{Relation("workbook", "officeDocument", "xl/workbook.xml")}"
            + "</Relationships>");
        Add("[Content_Types].xml",
            $"<Types xmlns=\"{Packaging}content-types\"><Default Extension=\"rels\" "
            + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + Content("xl/workbook.xml", "sheet.main") + Content("xl/styles.xml", "styles")
            + Each(i => Content($"xl/worksheets/sheet{i}.xml", "worksheet")) + "</Types>");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sheet?.Dispose();
        _package.Dispose();
    }

    private static string Relation(string id, string kind, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"{Office}/{kind}\" Target=\"{target}\"/>";

    private static string Content(string part, string kind) =>
        $"<Override PartName=\"/{part}\" ContentType=\"{Kind}{kind}+xml\"/>";

    private static void Text(XmlWriter sheet, string text)
    {
        sheet.WriteAttributeString("s", "1");
        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is", Main);
        sheet.WriteStartElement("t", Main);
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(Writable(text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    /// <summary>The text without what XML cannot hold.</summary>
    private static string Writable(string text)
    {
        foreach (var c in text)
        {
            if (!XmlConvert.IsXmlChar(c))
            {
                return string.Concat(text.EnumerateRunes().Select(rune =>
                    rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
            }
        }

        return text;
    }

    private void Add(string name, string content)
    {
        using var writer = new StreamWriter(_package.CreateEntry(name).Open());
        writer.Write(content);
    }

    private void EndSheet()
    {
        _sheet?.Dispose(); // Closes what is open, and the part.
        _sheet = null;
    }
}
