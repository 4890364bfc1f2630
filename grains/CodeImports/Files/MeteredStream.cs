namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// Counts what is really unpacked, and refuses XML whose next piece (a text, a tag) would not end: a parser keeps
/// each piece in memory.
/// </summary>
internal sealed class MeteredStream(Stream inner, Action<int> onRead) : Stream
{
    // The longest text of a cell is 32,767 characters; six bytes each cover any escape that writers use.
    private const int LongestPiece = 256 * 1024;

    private int _sinceMarkup;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        onRead(read);
        var last = buffer[..read].LastIndexOf((byte)'<');
        _sinceMarkup = last < 0 ? _sinceMarkup + read : read - last;
        if (_sinceMarkup > LongestPiece)
        {
            throw new CodeFileRefusedException(UnreadableFiles.LongCell);
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
