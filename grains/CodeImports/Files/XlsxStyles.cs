using System.Globalization;
using System.Xml;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>What the styles of a workbook say of the numbers in its cells, as far as it decides what a number means.</summary>
internal sealed class XlsxStyles
{
    private readonly Dictionary<int, string> _formats = [];
    private readonly List<int> _formatOfStyle = [];

    /// <summary>Whether the numbers of a style are moments or times of day.</summary>
    internal bool AreDates(int style) => Format(style) switch
    {
        null => false,
        // Excel's own, which no file spells out; from 27 and 50 on those of East Asia.
        ((>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58)) and var id when !_formats.ContainsKey(id) => true,
        { } id => _formats.TryGetValue(id, out var format) && IsOfDates(format),
    };

    /// <summary>How many digits the numbers of a style have at least: a format of zeros, as in 00000000, keeps leading zeros.</summary>
    internal int Digits(int style) =>
        Format(style) is { } id && _formats.TryGetValue(id, out var format) && format.AsSpan().IndexOfAnyExcept('0') < 0 ? format.Length : 0;

    /// <summary>Reads the part that holds them.</summary>
    internal static XlsxStyles Read(XmlReader reader)
    {
        var styles = new XlsxStyles();
        var areOfCells = false;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "cellXfs")
            {
                areOfCells = false;
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                areOfCells = reader.LocalName == "cellXfs" ? !reader.IsEmptyElement : areOfCells;
                styles.Add(reader, areOfCells);
            }
        }

        return styles;
    }

    private void Add(XmlReader reader, bool isOfCells)
    {
        if (reader.LocalName == "numFmt")
        {
            _formats.TryAdd(Id(reader), reader.GetAttribute("formatCode") ?? "");
        }
        else if (isOfCells && reader.LocalName == "xf")
        {
            _formatOfStyle.Add(Id(reader));
        }
    }

    private static int Id(XmlReader reader) =>
        int.TryParse(reader.GetAttribute("numFmtId"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private int? Format(int style) => style >= 0 && style < _formatOfStyle.Count ? _formatOfStyle[style] : null;

    /// <summary>Whether the first part of a format, texts and colours left out, has a letter of a date in it.</summary>
    private static bool IsOfDates(string format)
    {
        for (var i = 0; i < format.Length && format[i] != ';'; i++)
        {
            switch (format[i])
            {
                case '"':
                    i = format.IndexOf('"', i + 1) is > 0 and var end ? end : format.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[' when i + 1 < format.Length && format[i + 1] is not ('h' or 'H' or 'm' or 's' or 'S'):
                    i = format.IndexOf(']', i + 1) is > 0 and var close ? close : format.Length;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}
