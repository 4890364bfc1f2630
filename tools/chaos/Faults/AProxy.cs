using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansLoyalty.Chaos.Recording;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>A proxy in front of a server that counts what reaches it.</summary>
public sealed class AProxy : IDisposable
{
    private static readonly byte[] Request = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\n\r\n");

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly Proxy _proxy;
    private readonly SemaphoreSlim _arrived = new(0);

    public AProxy()
    {
        _server.Start();
        _proxy = Proxy.Start(((IPEndPoint)_server.LocalEndpoint).Port);
        _ = ServeAsync();
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _server.Dispose();
        _arrived.Dispose();
    }

    [Fact]
    public async Task Passes_on_what_is_asked_and_answered()
    {
        using var wire = await Wire.ConnectAsync(_proxy.Port, default);

        for (var i = 0; i < 3; i++)
        {
            var reply = await wire.AskAsync(Request, default);
            Assert.Equal((200, "hello world"), (reply.Status, Encoding.ASCII.GetString(reply.Body.Span)));
        }
    }

    [Fact]
    public async Task Delivers_a_request_and_loses_the_answer()
    {
        using var wire = await ConnectedAsync();

        Assert.Equal(1, _proxy.LoseAnswers(new Random(1), 1));

        await Assert.ThrowsAnyAsync<Exception>(() => wire.AskAsync(Request, default));
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Cuts_what_is_under_way()
    {
        using var wire = await ConnectedAsync();

        Assert.Equal(1, _proxy.Cut(new Random(1), 1));

        await Assert.ThrowsAnyAsync<Exception>(() => wire.AskAsync(Request, default));
    }

    [Fact]
    public async Task Holds_a_request_back_and_delivers_it()
    {
        using var wire = await ConnectedAsync();
        var started = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(1, _proxy.Delay(new Random(1), 1, TimeSpan.FromMilliseconds(200)));

        Assert.Equal(200, (await wire.AskAsync(Request, default)).Status);
        Assert.True(started.ElapsedMilliseconds >= 190);
    }

    private async Task<Wire> ConnectedAsync()
    {
        var wire = await Wire.ConnectAsync(_proxy.Port, default);
        await wire.AskAsync(Request, default);
        await _arrived.WaitAsync();
        return wire;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _server.AcceptSocketAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var buffer = new byte[1_000];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
                _arrived.Release();

                // In pieces, as a server may send it.
                await socket.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n"u8.ToArray());
                await socket.SendAsync("5\r\nworld\r\n0\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }
}
