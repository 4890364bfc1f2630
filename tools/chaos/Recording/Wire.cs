using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansLoyalty.Chaos.Recording;

/// <summary>What a server answered.</summary>
public readonly record struct Reply(int Status, ReadOnlyMemory<byte> Body);

/// <summary>
/// One HTTP connection. A client of its own because the usual one may send a request again without saying so, and here
/// every sending must be in the history first.
/// </summary>
public sealed class Wire : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    private Wire()
    {
    }

    /// <summary>Connects to a port of this machine.</summary>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public static async Task<Wire> ConnectAsync(int port, CancellationToken cancellation)
    {
        var wire = new Wire();
        try
        {
            await wire._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
            return wire;
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request as it is and reads the answer, which is good until the next call.</summary>
    /// <exception cref="IOException">The connection ended, or what came is no answer.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async Task<Reply> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, SocketFlags.None, cancellation)..];
        }

        _filled = 0;
        int head;
        while ((head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync(cancellation);
        }

        var (status, length, isChunked) = ReadHead(_buffer.AsSpan(0, head + 2));
        var body = head + 4;
        if (isChunked)
        {
            return new Reply(status, await ReadChunksAsync(body, cancellation));
        }

        while (_filled < body + length)
        {
            await FillAsync(cancellation);
        }

        return new Reply(status, _buffer.AsMemory(body, length));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static (int Status, int Length, bool IsChunked) ReadHead(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        var isChunked = text.Contains("\r\nTransfer-Encoding: chunked\r\n", StringComparison.OrdinalIgnoreCase);
        var at = text.IndexOf("\r\nContent-Length:", StringComparison.OrdinalIgnoreCase);
        var length = at < 0 ? 0 : int.Parse(text[(at + 17)..text.IndexOf('\r', at + 2)], CultureInfo.InvariantCulture);
        return text.Length < 12 || !int.TryParse(text.AsSpan(9, 3), out var status)
            ? throw new IOException("This is no answer.")
            : (status, length, isChunked);
    }

    private async Task<ReadOnlyMemory<byte>> ReadChunksAsync(int at, CancellationToken cancellation)
    {
        var (start, end) = (at, at);
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _filled - at).IndexOf("\r\n"u8)) < 0)
            {
                await FillAsync(cancellation);
            }

            if (!Utf8Parser.TryParse(_buffer.AsSpan(at, line), out int size, out _, 'x'))
            {
                throw new IOException("This is no chunk.");
            }

            at += line + 2;
            while (_filled < at + size + 2)
            {
                await FillAsync(cancellation);
            }

            if (size == 0)
            {
                return _buffer.AsMemory(start, end - start);
            }

            // Moved together, so that the body is in one piece.
            _buffer.AsSpan(at, size).CopyTo(_buffer.AsSpan(end));
            end += size;
            at += size + 2;
        }
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None, cancellation);
        _filled += read > 0 ? read : throw new IOException("The connection ended before the answer did.");
    }
}
