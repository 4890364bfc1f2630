using System.Globalization;
using ExcelDataReader;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>The rows of the first sheet of a workbook that holds anything. Only inspected files come here.</summary>
internal sealed class XlsxRows : CellRows
{
    // Excel keeps 15 digits of a number and puts zeros for the rest.
    private const double FirstRoundedNumber = 1e15;

    private readonly IExcelDataReader _reader;

    private XlsxRows(IExcelDataReader reader) => _reader = reader;

    public override int Width => _reader.FieldCount;

    public static XlsxRows Open(Stream file)
    {
        file.Position = 0;
        var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
        try
        {
            var rows = new XlsxRows(reader);
            rows.FindSheet();
            return rows;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public override bool Read()
    {
        RowNumber++;
        return _reader.Read();
    }

    public override Cell Cell(int column) => _reader.GetValue(column) switch
    {
        string text => new(text),
        double number => FromNumber(number, _reader.GetNumberFormatString(column)),
        null => new(""),
        IFormattable other => new(other.ToString(null, CultureInfo.InvariantCulture), RejectReason.NotText),
        var other => new(other.ToString() ?? "", RejectReason.NotText),
    };

    public override void Dispose() => _reader.Dispose();

    private void FindSheet()
    {
        while (_reader.FieldCount == 0 && _reader.NextResult())
        {
            // An empty sheet: the next one may hold the codes.
        }
    }

    private static Cell FromNumber(double number, string? format)
    {
        if (number is >= FirstRoundedNumber or <= -FirstRoundedNumber or double.NaN)
        {
            return new(number.ToString("R", CultureInfo.InvariantCulture), RejectReason.DigitsLost);
        }

        if (number < 0 || number != Math.Floor(number))
        {
            return new(number.ToString("R", CultureInfo.InvariantCulture), RejectReason.NotWhole);
        }

        // A format of zeros, as in 00000000, is how leading zeros of a number are kept.
        var digits = ((long)number).ToString(CultureInfo.InvariantCulture);
        return new(format is { Length: > 0 } && format.AsSpan().IndexOfAnyExcept('0') < 0
            ? digits.PadLeft(format.Length, '0')
            : digits);
    }
}
