using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// The texts that the cells of a workbook share, on this machine's disk: a million of them in memory would be the most that
/// an import takes. Programs number them as they come in the cells, so they are mostly read one after the other.
/// </summary>
internal sealed partial class XlsxTexts : IDisposable
{
    /// <summary>What Excel allows in a cell.</summary>
    private const int LongestText = 32_767;

    private const int LongestBytes = LongestText * 3;
    private const int LengthBytes = sizeof(int); // Before each text.
    private const int Step = 32; // Of so many texts, the place of the first is remembered.
    private const int Ahead = 64 * 1024;
    private const int Apart = 4 * 1024; // Read at once where texts are asked for in no order.
    private static readonly char[] WhiteSpace = [' ', '\t', '\n', '\r'];

    private readonly List<int> _starts = [];
    private int _count;
    private FileStream? _file;
    private byte[] _window = [];
    private int _windowStart;
    private int _windowLength;
    private (int Number, int Start) _last; // The text that was asked for last: the next one is behind it.

    /// <summary>The text of this number; <see langword="null"/> where there is none.</summary>
    internal string? this[int number] => number >= 0 && number < _count ? Unescaped(At(number)) : null;

    /// <summary>Reads the part that holds them.</summary>
    internal static XlsxTexts Read(XmlReader reader)
    {
        var texts = new XlsxTexts();
        try
        {
            texts.ReadItems(reader);
            return texts;
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    private void ReadItems(XmlReader reader)
    {
        var text = new StringBuilder();
        reader.MoveToContent();
        reader.Read();
        while (!reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                Add(ReadItem(reader, text));
            }
            else
            {
                reader.Skip(); // At an end, this goes on behind it.
            }
        }

        Write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_file is not null)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _file.Dispose();
            _file = null;
        }
    }

    /// <summary>The text of an item, which may be in pieces; goes behind it. Readings for foreign signs are no part of it.</summary>
    internal static StringBuilder ReadItem(XmlReader reader, StringBuilder text)
    {
        text.Clear();
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return text;
        }

        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader is not { NodeType: XmlNodeType.Element })
            {
                reader.Read();
            }
            else if (reader.LocalName == "t")
            {
                Piece(reader, text);
            }
            else if (reader.LocalName == "r")
            {
                reader.Read(); // A piece is inside.
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        return text;
    }

    /// <summary>Signs that XML cannot hold are written as <c>_x000D_</c>.</summary>
    internal static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, escape => ((char)ushort.Parse(escape.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    private static void Piece(XmlReader reader, StringBuilder text)
    {
        var isKept = reader.XmlSpace == XmlSpace.Preserve;
        var piece = reader.ReadElementContentAsString();
        text.Append(isKept ? piece : piece.Trim(WhiteSpace));
        if (text.Length > LongestText)
        {
            throw new CodeFileRefusedException(UnreadableFiles.LongCell);
        }
    }

    private void Add(StringBuilder text)
    {
        if (_file is null)
        {
            _file = TemporaryFile.New("texts", bufferSize: 0);
            _window = ArrayPool<byte>.Shared.Rent(LengthBytes + LongestBytes + Ahead);
        }

        if (_windowLength > Ahead)
        {
            Write();
        }

        if (_count++ % Step == 0)
        {
            _starts.Add(checked((int)(_file.Position + _windowLength)));
        }

        var start = _windowLength;
        _windowLength += LengthBytes;
        foreach (var chunk in text.GetChunks())
        {
            _windowLength += Encoding.UTF8.GetBytes(chunk.Span, _window.AsSpan(_windowLength));
        }

        BitConverter.TryWriteBytes(_window.AsSpan(start), _windowLength - start - LengthBytes);
    }

    /// <summary>While texts are added, the window is what is not in the file yet.</summary>
    private void Write()
    {
        _file?.Write(_window, 0, _windowLength);
        _windowLength = 0;
    }

    private string At(int number)
    {
        var (at, start) = number >= _last.Number && number - _last.Number < Step ? _last : (number - (number % Step), _starts[number / Step]);
        for (; at < number; at++)
        {
            start += LengthBytes + Length(start);
        }

        _last = (number, start);
        return Encoding.UTF8.GetString(Bytes(start + LengthBytes, Length(start)));
    }

    private int Length(int start) => BitConverter.ToInt32(Bytes(start, LengthBytes));

    private ReadOnlySpan<byte> Bytes(int start, int length)
    {
        var end = _windowStart + _windowLength;
        if (start < _windowStart || start + length > end)
        {
            var wanted = Math.Max(length, start >= _windowStart && start <= end ? Ahead : Apart);
            (_windowStart, _windowLength) = (start, 0);
            for (int read = 1; read > 0 && _windowLength < wanted; _windowLength += read)
            {
                read = RandomAccess.Read(_file!.SafeFileHandle, _window.AsSpan(_windowLength, wanted - _windowLength), start + _windowLength);
            }
        }

        return _window.AsSpan(start - _windowStart, length);
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
