using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GraphQLEngine.Server;

/// <summary>
/// One open response of <c>text/event-stream</c>. As with a socket nothing queues: each sender waits for its turn,
/// and a client that leaves an event unread for too long is cut off.
/// </summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpContext _http;
    private readonly StreamingOptions _options;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ITimer _patience;
    private readonly ITimer _keepAlive;

    private EventStream(HttpContext http, GraphQLServerOptions options)
    {
        (_http, _options) = (http, options.Streaming);
        _patience = options.Clock.CreateTimer(
            _ => http.Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _keepAlive = options.Clock.CreateTimer(
            _ => _ = KeepAliveAsync(), null, _options.KeepAliveInterval, _options.KeepAliveInterval);
    }

    /// <summary>Sends the response's head at once, so that the client knows it is connected.</summary>
    public static async Task<EventStream> OpenAsync(HttpContext http, GraphQLServerOptions options)
    {
        var response = http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = Negotiation.EventStream + "; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        var stream = new EventStream(http, options);
        await stream.SendAsync(": \n\n"u8.ToArray(), () => true, http.RequestAborted);
        return stream;
    }

    /// <summary>Sends an event, if <paramref name="isWanted"/> still holds when its turn has come.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> text, Func<bool> isWanted, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (isWanted())
            {
                await SendNowAsync(text);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(); // A keep-alive under way ends before the response does; none follows.
        await _keepAlive.DisposeAsync();
        await _patience.DisposeAsync();
    }

    private async ValueTask SendNowAsync(ReadOnlyMemory<byte> text)
    {
        var sending = _http.Response.BodyWriter.WriteAsync(text, _http.RequestAborted);
        if (sending.IsCompletedSuccessfully)
        {
            return;
        }

        _patience.Change(_options.SlowReaderTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            await sending;
        }
        finally
        {
            _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task KeepAliveAsync()
    {
        // A stream that is just sending is alive.
        if (!await _turn.WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            await SendNowAsync(":\n\n"u8.ToArray());
        }
        catch (OperationCanceledException)
        {
            // The client has left; the operation hears of it by itself.
        }
        finally
        {
            _turn.Release();
        }
    }
}
