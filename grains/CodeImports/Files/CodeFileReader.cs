using System.Text;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// Reads the codes of one file from its first row to its last. Whatever the file holds, reading never throws for it:
/// it ends, and <see cref="Refusal"/> says whether the file was good. Faults of the stream itself do throw.
/// </summary>
/// <remarks>Memory does not grow with rows: what the cells of a workbook share is on disk.</remarks>
public sealed class CodeFileReader : IDisposable
{
    private const int KeptCharacters = 256;

    private static readonly HashSet<string> Headers =
        new(StringComparer.OrdinalIgnoreCase) { "商品编码", "编码", "码", "code" };

    private static readonly char[] HeaderMarks = [' ', '\u3000', '\n', '/', '(', ')', '（', '）'];

    private readonly CellRows _rows;
    private readonly CodeFileLimits _limits;
    private readonly Func<CodeFileRow?> _readRow;
    private int _column = -1; // Unknown until the first row that holds something.

    internal CodeFileReader(CellRows rows, CodeFileLimits limits)
    {
        _rows = rows;
        _limits = limits;
        _readRow = ReadRow;
    }

    /// <summary>Why the file is refused after all; final once <see cref="Read"/> gave <see langword="null"/>.</summary>
    public CodeFileRefusal? Refusal { get; private set; }

    /// <summary>Rows given by <see cref="Read"/> so far: those with a code and those without.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Rows passed over in silence: empty ones, and the header.</summary>
    public long RowsSkipped { get; private set; }

    /// <summary>The next row that holds something; <see langword="null"/> at the end and when the file is refused.</summary>
    public CodeFileRow? Read()
    {
        if (Refusal is not null)
        {
            return null;
        }

        Refusal = UnreadableFiles.Guard(_readRow, out var row);
        return row;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private CodeFileRow? ReadRow()
    {
        while (_rows.Read())
        {
            if (IsEmpty() || (_column < 0 && FindColumn()))
            {
                RowsSkipped++;
                continue;
            }

            if (RowsRead == _limits.Rows)
            {
                throw new CodeFileRefusedException(new OvercrowdedFile(
                    $"The file has more than {_limits.Rows:N0} rows: split it.", _limits.Rows));
            }

            RowsRead++;
            return Judge(_column < _rows.Width ? _rows.Cell(_column) : new Cell(""));
        }

        return RowsRead > 0
            ? null
            : throw new CodeFileRefusedException(new UnreadableFile("The file has no codes."));
    }

    private bool IsEmpty()
    {
        // Most rows hold a code where the last one did, so that cell is looked at first.
        if (_column >= 0 && _column < _rows.Width && _rows.Cell(_column).Text.Length > 0)
        {
            return PrintedCode.Trim(_rows.Cell(_column).Text).Length == 0 && OthersAreEmpty();
        }

        return OthersAreEmpty();
    }

    private bool OthersAreEmpty()
    {
        for (var i = 0; i < _rows.Width; i++)
        {
            if (PrintedCode.Trim(_rows.Cell(i).Text).Length > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks at the first row that holds something; true when it is a header.</summary>
    private bool FindColumn()
    {
        for (var i = 0; i < _rows.Width; i++)
        {
            // Both languages may stand in one header, as in the template: 商品编码 (code).
            var words = _rows.Cell(i).Text.Split(HeaderMarks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && words.All(word => Headers.Contains(PrintedCode.Trim(word))))
            {
                _column = i;
                return true;
            }
        }

        _column = 0;
        return false;
    }

    private CodeFileRow Judge(Cell cell)
    {
        var value = PrintedCode.Trim(cell.Text);
        if (value.Length == 0)
        {
            return new RejectedRow(_rows.RowNumber, "", RejectReason.Missing);
        }

        if (cell.Spoilt is { } spoilt)
        {
            return new RejectedRow(_rows.RowNumber, Kept(value), spoilt);
        }

        var (code, reason) = PrintedCode.Find(value);
        return reason is { } why
            ? new RejectedRow(_rows.RowNumber, Kept(value), why)
            : new CodeRow(_rows.RowNumber, code);
    }

    /// <summary>The value as it can be stored and shown: short, without control characters or broken surrogates.</summary>
    private static string Kept(string value)
    {
        var kept = new StringBuilder(Math.Min(value.Length, KeptCharacters) + 1);
        foreach (var rune in value.AsSpan(0, Math.Min(value.Length, KeptCharacters)).EnumerateRunes())
        {
            kept.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return kept.ToString();
    }
}
