using System.Xml;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>What the parts of one workbook say of each other, as far as it decides what the parser does.</summary>
internal sealed class XlsxRelations
{
    private static readonly string[] Read = ["/officeDocument", "/worksheet", "/sharedStrings", "/styles"];

    private readonly HashSet<string> _sheets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _worksheets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A sheet of the workbook, which is read as often as it is named.</summary>
    public void Sheet(string? relation)
    {
        if (relation is not null && !_sheets.Add(relation))
        {
            throw new CodeFileRefusedException(UnreadableFiles.Broken);
        }
    }

    /// <summary>A part that the parser will open by its type. It takes .bin for a binary format, which nobody has inspected.</summary>
    public void Relation(string? type, string? target)
    {
        if (type is null || target is null || !Read.Any(kind => type.EndsWith(kind, StringComparison.Ordinal)))
        {
            return;
        }

        if (target.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
        {
            throw new CodeFileRefusedException(new UnreadableFile("The file is a binary workbook (.xlsb): save it as .xlsx."));
        }

        if (type.EndsWith("/worksheet", StringComparison.Ordinal) && !_worksheets.Add(target))
        {
            throw new CodeFileRefusedException(UnreadableFiles.Broken);
        }
    }
}

/// <summary>Follows the elements of one part for shapes that no spreadsheet program writes.</summary>
internal sealed class XlsxShape(CodeFileLimits limits, XlsxRelations relations)
{
    private const int SheetColumns = 16_384;
    private const int SheetRows = 1_048_576;

    // The parser clears one slot for each column on each row: a stray far cell must not make that the work.
    private const long SheetCells = 200_000_000;

    // The parser keeps a whole row: 500 bytes for each cell of the widest.
    private const long RowBytes = 8L << 20;

    // What it keeps for as long as the file is open: merged cells, formats, columns. Excel stops at 65,490 formats.
    private const long KeptElements = 500_000;

    private long _sharedStrings;
    private long _kept;
    private long _cellsOfRow;
    private long _rowNumber;
    private long _parsersRow;
    private long _rowBegan;
    private long _lastColumn;

    /// <summary>The next element, so many bytes into the part.</summary>
    public void Element(XmlReader reader, long bytes)
    {
        if (reader.Depth > 64 || reader.AttributeCount > 256)
        {
            throw new CodeFileRefusedException(UnreadableFiles.Broken);
        }

        switch (reader.LocalName)
        {
            case "si" when ++_sharedStrings > limits.SharedStrings:
                throw new CodeFileRefusedException(new OvercrowdedFile(
                    $"The workbook has more than {limits.SharedStrings:N0} texts: split it.", limits.SharedStrings));
            case "row":
                Row(reader.GetAttribute("r"), bytes);
                break;
            case "c":
                Cell(reader.GetAttribute("r"), bytes);
                break;
            case "sheet":
                relations.Sheet(
                    reader.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                    ?? reader.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships"));
                break;
            case "Relationship":
                relations.Relation(reader.GetAttribute("Type"), reader.GetAttribute("Target"));
                break;
            case "mergeCell" or "xf" or "numFmt" or "col" when ++_kept > KeptElements:
                throw Outside();
            case "is" or "r" or "t" or "f" or "v" when _rowNumber > 0:
                CheckSize(bytes);
                break;
            default:
                break;
        }
    }

    private static CodeFileRefusedException Outside() => new(
        new UnreadableFile("A cell stands far outside the table: copy the codes into a new workbook."));

    private void Row(string? number, long bytes)
    {
        _rowNumber = number is null
            ? _rowNumber + 1
            : long.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

        // As the parser does it: rows of one number are one row, however often it is begun.
        if (_rowNumber - 1 != _parsersRow)
        {
            _parsersRow = Math.Max(_parsersRow + 1, _rowNumber - 1);
            (_cellsOfRow, _rowBegan) = (0, bytes);
        }

        CheckSize(bytes);
    }

    private void Cell(string? reference, long bytes)
    {
        var column = reference is null ? _cellsOfRow + 1 : Column(reference);
        _lastColumn = Math.Max(_lastColumn, column);
        _cellsOfRow++;
        CheckSize(bytes);
    }

    private static long Column(string reference)
    {
        long column = 0;
        foreach (var c in reference.AsSpan(0, Math.Min(reference.Length, 8)))
        {
            if (!char.IsAsciiLetterUpper(c))
            {
                break;
            }

            column = (column * 26) + (c - 'A' + 1);
        }

        return column;
    }

    private void CheckSize(long bytes)
    {
        if (_rowNumber is < 0 or > SheetRows || _lastColumn > SheetColumns || _cellsOfRow > SheetColumns
            || _rowNumber * _lastColumn > SheetCells || bytes - _rowBegan > RowBytes)
        {
            throw Outside();
        }
    }
}
