using System.Buffers.Binary;
using System.Text;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>Rows on this machine's disk, written one after the other and read back in that order; gone when disposed.</summary>
internal sealed class RowSpool : IDisposable
{
    // Row number, a byte of the writer's, and the length of the text that follows.
    private const int HeadBytes = sizeof(long) + 1 + sizeof(ushort);

    private readonly BufferedStream _file = new(TemporaryFile.New("rows", bufferSize: 0), 64 * 1024);
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly byte[] _text = new byte[4096];
    private long _rows;
    private long _textBytes;

    /// <summary>Appends a row. No text of an imported file has more than a thousand characters by now.</summary>
    internal void Add(long number, byte kind, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, _text);
        BinaryPrimitives.WriteInt64LittleEndian(_head, number);
        _head[sizeof(long)] = kind;
        BinaryPrimitives.WriteUInt16LittleEndian(_head.AsSpan(sizeof(long) + 1), (ushort)length);
        _file.Write(_head);
        _file.Write(_text, 0, length);
        _rows++;
        _textBytes += length;
    }

    /// <summary>Goes before the first row; nothing is appended any more.</summary>
    internal void Rewind()
    {
        _file.Flush();
        _file.Position = 0;
    }

    /// <summary>The next row; <see langword="null"/> behind the last.</summary>
    internal (long Number, byte Kind, string Text)? Read()
    {
        if (_rows == 0)
        {
            return null;
        }

        var length = ReadText(_text);
        return (BinaryPrimitives.ReadInt64LittleEndian(_head), _head[sizeof(long)], Encoding.UTF8.GetString(_text, 0, length));
    }

    /// <summary>The text of the next row alone, in UTF-8; there must be one.</summary>
    /// <returns>Its length.</returns>
    internal int ReadText(Span<byte> text)
    {
        _file.ReadExactly(_head);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(_head.AsSpan(sizeof(long) + 1));
        _file.ReadExactly(text[..length]);
        _rows--;
        _textBytes -= length;
        return length;
    }

    /// <summary>How many of the next rows' texts have so many bytes together at most, and how many they have.</summary>
    internal (int Rows, int Bytes) Ahead(int mostBytes)
    {
        if (_textBytes <= mostBytes)
        {
            return ((int)_rows, (int)_textBytes);
        }

        var (start, rows, bytes) = (_file.Position, 0, 0);
        while (true)
        {
            _file.ReadExactly(_head);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(_head.AsSpan(sizeof(long) + 1));
            if (bytes + length > mostBytes)
            {
                _file.Position = start;
                return (rows, bytes);
            }

            _file.ReadExactly(_text, 0, length);
            (rows, bytes) = (rows + 1, bytes + length);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
