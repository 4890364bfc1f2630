using System.IO.Compression;
using System.Xml;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>The parts of a workbook, found by what they say of each other.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const string RelationIds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelationIds = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _sheetById = new(StringComparer.Ordinal);
    private readonly List<string> _sheets = [];

    // Where they are in files that do not say so.
    private string _texts = "xl/sharedStrings.xml";
    private string _styles = "xl/styles.xml";

    internal XlsxPackage(Stream file)
    {
        _archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in _archive.Entries)
        {
            _parts[part.FullName.Replace('\\', '/')] = part;
        }

        var workbook = Workbook();
        var folder = workbook[..(workbook.LastIndexOf('/') + 1)];
        ReadRelations(folder, $"{folder}_rels/{workbook[folder.Length..]}.rels");
        ReadSheets(workbook);
    }

    /// <summary>The sheets, in the order in which the workbook shows them.</summary>
    internal IReadOnlyList<string> Sheets => _sheets;

    /// <summary>Whether its days are counted from 1904.</summary>
    internal bool CountsFrom1904 { get; private set; }

    /// <summary>A sheet, at its start.</summary>
    internal XmlReader? Sheet(string path) => Open(path);

    /// <summary>What the cells share.</summary>
    internal XlsxTexts Texts()
    {
        using var reader = Open(_texts);
        return reader is null ? new XlsxTexts() : XlsxTexts.Read(reader);
    }

    /// <summary>What the cells' styles say of their numbers.</summary>
    internal XlsxStyles Styles()
    {
        using var reader = Open(_styles);
        return reader is null ? new XlsxStyles() : XlsxStyles.Read(reader);
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private string Workbook()
    {
        const string Usual = "xl/workbook.xml";
        var named = Relations("_rels/.rels").Where(relation => Is(relation.Type, "officeDocument")).Select(relation => relation.Target).LastOrDefault();
        var path = named is null ? Usual : Resolved("", named);
        return _parts.ContainsKey(path) ? path : Usual;
    }

    private void ReadRelations(string folder, string path)
    {
        foreach (var (id, type, target) in Relations(path))
        {
            if (Is(type, "worksheet"))
            {
                _sheetById[id] = Resolved(folder, target);
            }

            _texts = Is(type, "sharedStrings") ? Resolved(folder, target) : _texts;
            _styles = Is(type, "styles") ? Resolved(folder, target) : _styles;
        }
    }

    private void ReadSheets(string workbook)
    {
        using var reader = Open(workbook) ?? throw new CodeFileRefusedException(UnreadableFiles.Broken);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "workbookPr")
            {
                CountsFrom1904 = reader.GetAttribute("date1904") is "1" or "true";
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "sheet"
                && (reader.GetAttribute("id", RelationIds) ?? reader.GetAttribute("id", StrictRelationIds)) is { } id
                && _sheetById.TryGetValue(id, out var path))
            {
                _sheets.Add(path);
            }
        }
    }

    private List<(string Id, string Type, string Target)> Relations(string path)
    {
        List<(string, string, string)> relations = [];
        using var reader = Open(path);
        while (reader is not null && reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship"
                && (reader.GetAttribute("Id"), reader.GetAttribute("Type"), reader.GetAttribute("Target"))
                    is ({ } id, { } type, { } target))
            {
                relations.Add((id, type, target));
            }
        }

        return relations;
    }

    private static bool Is(string type, string kind) =>
        type == $"{RelationIds}/{kind}" || type == $"{StrictRelationIds}/{kind}";

    private static string Resolved(string folder, string target) => target.StartsWith('/') ? target[1..] : folder + target;

    // Buffered, since an archive's stream gives what it has unpacked in small pieces.
    private XmlReader? Open(string path) => _parts.TryGetValue(path, out var part)
        ? XmlReader.Create(new BufferedStream(part.Open(), 64 * 1024), Xml)
        : null;
}
