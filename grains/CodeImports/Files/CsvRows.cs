using System.Text;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// The rows of a text file, by RFC 4180 and as forgiving as Excel: quotes inside an unquoted cell are text, and so is
/// whatever follows a closing quote. A row is bounded, so an open quote does not take the file into memory.
/// </summary>
internal sealed class CsvRows : CellRows
{
    private readonly StreamReader _reader;
    private readonly (char Character, bool IsDeclared) _delimiter;
    private readonly int _rowCharacters;
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _row = new(); // All cells of the row, unquoted, end to end.
    private readonly List<int> _ends = [];
    private int _position;
    private int _filled;
    private int _charactersOfRow;
    private bool _atStart;

    private CsvRows(StreamReader reader, (char Character, bool IsDeclared) delimiter, int rowCharacters)
    {
        _reader = reader;
        _delimiter = delimiter;
        _rowCharacters = rowCharacters;
    }

    public override int Width => _ends.Count;

    public static CsvRows Open(Stream file, CodeFileLimits limits)
    {
        var encoding = TextFiles.FindEncoding(file);
        var delimiter = TextFiles.FindDelimiter(file, encoding);
        var reader = new StreamReader(file, encoding, true, bufferSize: 32 * 1024, leaveOpen: true);
        var rows = new CsvRows(reader, delimiter, limits.RowCharacters);
        rows.Begin();
        return rows;
    }

    public override Cell Cell(int column)
    {
        var start = column == 0 ? 0 : _ends[column - 1];
        var text = _row.ToString(start, _ends[column] - start);

        // ="00123" is how Excel is made to keep leading zeros in a text file.
        return new(text.Length > 3 && text.StartsWith("=\"", StringComparison.Ordinal) && text[^1] == '"'
            ? text[2..^1]
            : text);
    }

    public override bool Read()
    {
        _row.Clear();
        _ends.Clear();
        _charactersOfRow = 0;
        if (Peek() < 0)
        {
            return false;
        }

        RowNumber++;
        while (ReadCell())
        {
            _ends.Add(_row.Length);
        }

        _ends.Add(_row.Length);
        return true;
    }

    public override void Dispose() => _reader.Dispose();

    private void Begin()
    {
        _reader.BaseStream.Position = 0;
        _reader.DiscardBufferedData();
        (_position, _filled, RowNumber, _atStart) = (0, 0, 0, true);
        while (_delimiter.IsDeclared && Read() && !Cell(0).Text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            // Blank lines before the declaration.
        }
    }

    /// <summary>Takes one cell; false when it was the last of its row.</summary>
    private bool ReadCell()
    {
        var start = _row.Length;
        var quoted = false;
        for (int next; (next = Take()) >= 0;)
        {
            var c = (char)next;
            if (quoted)
            {
                quoted = c != '"' || TakeQuote();
                AppendUnless(c == '"' && !quoted, c);
            }
            else if (c == '"' && _row.Length == start)
            {
                quoted = true;
            }
            else if (c == _delimiter.Character)
            {
                return true;
            }
            else if (c is '\n' or '\r')
            {
                EndLine(c);
                return false;
            }
            else
            {
                _row.Append(c);
            }
        }

        return false;
    }

    private void AppendUnless(bool isClosingQuote, char c)
    {
        if (!isClosingQuote)
        {
            _row.Append(c);
        }
    }

    private bool TakeQuote()
    {
        if (Peek() != '"')
        {
            return false;
        }

        Take();
        return true;
    }

    private void EndLine(char first)
    {
        if (first == '\r' && Peek() == '\n')
        {
            Take();
        }
    }

    private int Peek()
    {
        if (_position == _filled)
        {
            Fill();
        }

        return _position == _filled ? -1 : _buffer[_position];
    }

    private void Fill()
    {
        (_position, _filled) = (0, _reader.Read(_buffer));
        if (_atStart && _filled > 0)
        {
            // The reader takes a byte order mark off the first time only; in front of a quote it would make that one text.
            _atStart = false;
            if (_buffer[0] == '\uFEFF' && ++_position == _filled)
            {
                (_position, _filled) = (0, _reader.Read(_buffer));
            }
        }
    }

    private int Take()
    {
        var next = Peek();
        if (next >= 0)
        {
            _position++;
            if (++_charactersOfRow > _rowCharacters)
            {
                throw new CodeFileRefusedException(new UnreadableFile(
                    $"Row {RowNumber:N0} is longer than {_rowCharacters:N0} characters: a quote may be open."));
            }
        }

        return next;
    }
}
