using System.Globalization;
using System.Text;
using System.Xml;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// The rows of the first sheet of a workbook that holds anything. Only inspected files come here. Rows that the sheet leaves
/// out are left out here as well; a row has the number that the sheet shows.
/// </summary>
internal sealed class XlsxRows : CellRows
{
    // Excel keeps 15 digits of a number and puts zeros for the rest.
    private const double FirstRoundedNumber = 1e15;

    private const int MostColumns = 16_384;
    private const double DaysBetweenCalendars = 1_462;

    /// <summary>What stands in a cell, not looked at any closer until somebody asks.</summary>
    private readonly record struct Raw(char Type, string? Value, int Style);

    private readonly XlsxPackage _package;
    private readonly XlsxTexts _texts;
    private readonly XlsxStyles _styles;
    private readonly StringBuilder _text = new();
    private XmlReader? _sheet;
    private Raw[] _row = new Raw[16];
    private Cell?[] _cells = new Cell?[16];
    private int _width;

    private XlsxRows(XlsxPackage package) => (_package, _styles, _texts) = (package, package.Styles(), package.Texts());

    public override int Width => _width;

    public static XlsxRows Open(Stream file)
    {
        file.Position = 0;
        var package = new XlsxPackage(file);
        XlsxRows? rows = null;
        try
        {
            rows = new XlsxRows(package);
            rows.FindSheet();
            return rows;
        }
        catch
        {
            rows?.Dispose();
            package.Dispose();
            throw;
        }
    }

    public override bool Read()
    {
        Array.Clear(_row, 0, _width);
        Array.Clear(_cells, 0, _width);
        _width = 0;
        if (_sheet is not { EOF: false, LocalName: "row", NodeType: XmlNodeType.Element })
        {
            return false;
        }

        var number = int.TryParse(_sheet.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : 0;
        RowNumber = Math.Max(RowNumber + 1, number);
        ReadCells(_sheet);
        GoToRow(_sheet);
        return true;
    }

    public override Cell Cell(int column) => _cells[column] ??= Converted(_row[column]);

    public override void Dispose()
    {
        _sheet?.Dispose();
        _texts.Dispose();
        _package.Dispose();
    }

    /// <summary>An empty sheet: the next one may hold the codes.</summary>
    private void FindSheet()
    {
        foreach (var path in _package.Sheets)
        {
            if (Begin(path) && HoldsSomething())
            {
                RowNumber = 0;
                Begin(path);
                return;
            }
        }

        _sheet?.Dispose();
        _sheet = null;
    }

    /// <summary>Goes to the first row of a sheet, if it has a place for rows.</summary>
    private bool Begin(string path)
    {
        _sheet?.Dispose();
        _sheet = _package.Sheet(path);
        while (_sheet is not null && _sheet.Read())
        {
            if (_sheet is { NodeType: XmlNodeType.Element, LocalName: "sheetData" })
            {
                _sheet.Read();
                GoToRow(_sheet);
                return true;
            }
        }

        return false;
    }

    private bool HoldsSomething()
    {
        while (Read())
        {
            for (var column = 0; column < _width; column++)
            {
                if (_row[column].Value is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void GoToRow(XmlReader sheet)
    {
        while (sheet is { EOF: false, NodeType: not XmlNodeType.EndElement } && !(sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "row"))
        {
            sheet.Skip();
        }
    }

    /// <summary>From a row's element to what is behind it.</summary>
    private void ReadCells(XmlReader sheet)
    {
        if (sheet.IsEmptyElement)
        {
            sheet.Read();
            return;
        }

        var depth = sheet.Depth;
        sheet.Read();
        while (sheet.Depth > depth)
        {
            if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "c")
            {
                ReadCell(sheet);
            }
            else
            {
                sheet.Skip();
            }
        }

        sheet.Read();
    }

    private void ReadCell(XmlReader sheet)
    {
        var column = Column(sheet.GetAttribute("r")) ?? _width;
        if (column >= MostColumns)
        {
            throw new CodeFileRefusedException(UnreadableFiles.Broken);
        }

        var type = sheet.GetAttribute("t") switch { "s" => 's', "inlineStr" or "str" => 't', "b" => 'b', "d" => 'd', "e" => 'e', _ => 'n' };
        var style = int.TryParse(sheet.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : -1;
        if (column >= _row.Length)
        {
            Array.Resize(ref _row, Math.Max(column + 1, _row.Length * 2));
            Array.Resize(ref _cells, _row.Length);
        }

        _row[column] = new Raw(type, Value(sheet), style);
        _width = Math.Max(_width, column + 1);
    }

    /// <summary>The letters before the row's number; null where there are none.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var letter in reference.AsSpan())
        {
            if (!char.IsAsciiLetter(letter) || column > MostColumns)
            {
                break;
            }

            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    /// <summary>What a cell holds; goes behind it.</summary>
    private string? Value(XmlReader sheet)
    {
        if (sheet.IsEmptyElement)
        {
            sheet.Read();
            return null;
        }

        string? value = null;
        var depth = sheet.Depth;
        sheet.Read();
        while (sheet.Depth > depth)
        {
            switch (sheet.NodeType == XmlNodeType.Element ? sheet.LocalName : "")
            {
                case "v":
                    value = sheet.ReadElementContentAsString();
                    break;
                case "is":
                    value = XlsxTexts.ReadItem(sheet, _text).ToString();
                    break;
                default:
                    sheet.Skip();
                    break;
            }
        }

        sheet.Read();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private Cell Converted(Raw raw) => raw switch
    {
        { Value: null } or { Type: 'e' } => new(""),
        { Type: 's' } => new(int.TryParse(raw.Value, NumberStyles.Any, CultureInfo.InvariantCulture, out var number) ? _texts[number] ?? "" : raw.Value),
        { Type: 't' } => new(XlsxTexts.Unescaped(raw.Value)),
        { Type: 'b' } => new(raw.Value == "1" ? bool.TrueString : bool.FalseString, RejectReason.NotText),
        { Type: 'd' } => new(raw.Value, RejectReason.NotText),
        _ => double.TryParse(raw.Value, NumberStyles.Any, CultureInfo.InvariantCulture, out var number) ? FromNumber(number, raw.Style) : new(raw.Value),
    };

    private Cell FromNumber(double number, int style)
    {
        if (_styles.AreDates(style))
        {
            return new(Date(number), RejectReason.NotText);
        }

        if (number is >= FirstRoundedNumber or <= -FirstRoundedNumber or double.NaN)
        {
            return new(number.ToString("R", CultureInfo.InvariantCulture), RejectReason.DigitsLost);
        }

        if (number < 0 || number != Math.Floor(number))
        {
            return new(number.ToString("R", CultureInfo.InvariantCulture), RejectReason.NotWhole);
        }

        return new(((long)number).ToString(CultureInfo.InvariantCulture).PadLeft(_styles.Digits(style), '0'));
    }

    private string Date(double number)
    {
        var days = number + (_package.CountsFrom1904 ? DaysBetweenCalendars : 0);
        return days is > 0 and < 2_958_466
            ? DateTime.FromOADate(days).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
