using System.Buffers.Binary;
using System.Text;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>As many codes of a file as memory may hold at once, sorted byte by byte, as the database compares them.</summary>
internal sealed class CodeRun
{
    /// <summary>
    /// Two million codes of sixteen characters: files of that many are in order altogether, larger ones in a few stretches.
    /// Where an interrupted import goes on depends on it.
    /// </summary>
    private const int MostBytes = 32 << 20;

    private readonly byte[] _texts;
    private readonly Place[] _places;
    private int _next;

    private CodeRun(byte[] texts, Place[] places)
    {
        _texts = texts;
        _places = places;
        Array.Sort(_places, Compare);
    }

    internal bool IsAtEnd => _next == _places.Length;

    /// <summary>The next stretch of kept codes; <see langword="null"/> behind the last.</summary>
    internal static CodeRun? Load(RowSpool codes)
    {
        var (rows, bytes) = codes.Ahead(MostBytes);
        if (rows == 0)
        {
            return null;
        }

        var (texts, places) = (new byte[bytes], new Place[rows]);
        var end = 0;
        for (var i = 0; i < rows; i++)
        {
            var length = codes.ReadText(texts.AsSpan(end));
            places[i] = new Place(Start(texts.AsSpan(end, length)), end, (ushort)length);
            end += length;
        }

        return new CodeRun(texts, places);
    }

    /// <summary>Appends codes until there are <paramref name="upTo"/>, or the run ends.</summary>
    internal void Take(List<string> codes, int upTo)
    {
        for (; codes.Count < upTo && !IsAtEnd; _next++)
        {
            codes.Add(Encoding.UTF8.GetString(Text(_places[_next])));
        }
    }

    // Most codes differ within eight bytes, which compare as one number.
    private static ulong Start(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        text.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private ReadOnlySpan<byte> Text(Place place) => _texts.AsSpan(place.Offset, place.Length);

    private int Compare(Place one, Place other) => one.Start != other.Start
        ? one.Start.CompareTo(other.Start)
        : Text(one).SequenceCompareTo(Text(other));

    private readonly record struct Place(ulong Start, int Offset, ushort Length);
}
