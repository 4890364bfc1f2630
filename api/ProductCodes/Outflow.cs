using System.Buffers.Binary;

namespace OrleansLoyalty.Api.ProductCodes;

/// <summary>
/// Takes what a synchronous writer writes, and passes it on to a response asynchronously, so that a slow reader holds up
/// its own download and no thread. Whoever writes has to pass on now and then; until then it is kept.
/// </summary>
/// <param name="target">The response's body.</param>
/// <param name="framed">
/// Passes on in frames: 8 bytes how far it is, 4 bytes how many bytes follow, both little-endian, then these bytes.
/// A browser cannot see how far a packed file is; the frames tell it.
/// </param>
internal sealed class Outflow(Stream target, bool framed) : Stream
{
    private readonly MemoryStream _kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what was written since the last time.</summary>
    /// <param name="reached">How far that is, in whatever the reader counts.</param>
    /// <param name="cancellation">The reader has gone.</param>
    internal async Task PassOnAsync(long reached, CancellationToken cancellation)
    {
        if (framed)
        {
            var head = new byte[12];
            BinaryPrimitives.WriteInt64LittleEndian(head, reached);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), (int)_kept.Length);
            await target.WriteAsync(head, cancellation);
        }

        await target.WriteAsync(_kept.GetBuffer().AsMemory(0, (int)_kept.Length), cancellation);
        await target.FlushAsync(cancellation);
        _kept.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _kept.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _kept.Write(buffer);

    public override void Flush()
    {
        // Passing on is the owner's to decide.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
