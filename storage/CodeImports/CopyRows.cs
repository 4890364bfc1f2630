using System.Buffers.Binary;
using System.Text;

namespace OrleansLoyalty.Storage.CodeImports;

/// <summary>
/// Codes, each with its batch or alone, in the binary format of COPY. Written by hand: a value at a time through the
/// driver costs more than finding the code in its file.
/// </summary>
internal sealed class CopyRows
{
    private const int LongestRow = 1024;

    // A signature that every transport must leave as it is, no flags, no extension.
    private static readonly byte[] Start = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] End = [0xFF, 0xFF];

    private readonly long? _batch;
    private readonly byte[] _bytes = new byte[64 * 1024];
    private int _length;

    internal CopyRows(long? batch)
    {
        _batch = batch;
        Start.CopyTo(_bytes, 0);
        _length = Start.Length;
    }

    /// <summary>Whether what is there must be taken before another row has room.</summary>
    internal bool IsFull => _length > _bytes.Length - LongestRow;

    /// <summary>Adds a row. A code has at most 128 characters.</summary>
    internal void Add(string code)
    {
        var rest = _bytes.AsSpan(_length);
        BinaryPrimitives.WriteInt16BigEndian(rest, (short)(_batch is null ? 1 : 2));
        var length = Encoding.UTF8.GetBytes(code, rest[6..]);
        BinaryPrimitives.WriteInt32BigEndian(rest[2..], length);
        _length += 6 + length;
        if (_batch is { } batch)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest[(6 + length)..], sizeof(long));
            BinaryPrimitives.WriteInt64BigEndian(rest[(10 + length)..], batch);
            _length += 4 + sizeof(long);
        }
    }

    /// <summary>What is there; valid until the next row is added.</summary>
    internal ReadOnlyMemory<byte> Take()
    {
        var taken = _bytes.AsMemory(0, _length);
        _length = 0;
        return taken;
    }

    /// <summary>What is there and the end.</summary>
    internal ReadOnlyMemory<byte> TakeLast()
    {
        End.CopyTo(_bytes, _length);
        _length += End.Length;
        return Take();
    }
}
