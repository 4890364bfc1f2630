using System.Net.WebSockets;
using System.Text;

namespace GraphQLEngine.Server;

/// <summary>
/// Sends one message after the other. Nothing queues here: each sender waits for its turn with its one message,
/// so what a connection can hold in memory is bounded by its operations.
/// </summary>
internal sealed class SocketWriter : IAsyncDisposable
{
    private const int LongestReason = 123;

    private readonly WebSocket _socket;
    private readonly StreamingOptions _options;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _cut = new();
    private readonly ITimer _patience;
    private readonly Lock _gate = new();
    private Task? _closing;

    /// <param name="onSlowReader">Called when the client left a message unread for too long.</param>
    public SocketWriter(WebSocket socket, GraphQLServerOptions options, Action onSlowReader)
    {
        _socket = socket;
        _options = options.Streaming;
        _patience = options.Clock.CreateTimer(
            _ => onSlowReader(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Fires when the connection is to be cut without waiting any longer.</summary>
    public CancellationToken Cut => _cut.Token;

    public bool IsClosing => Volatile.Read(ref _closing) is not null;

    /// <summary>
    /// Sends a text message, unless the connection is closing or, now that it is this message's turn,
    /// <paramref name="isWanted"/> denies it.
    /// </summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, Func<bool> isWanted, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!IsClosing && _socket.State == WebSocketState.Open && isWanted())
            {
                await SendNowAsync(message);
            }
        }
        catch (WebSocketException)
        {
            await _cut.CancelAsync(); // The client is gone; whoever receives finds out by this.
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Sends a close frame behind the message under way. A client that does not take it in time is cut off.
    /// Only the first call counts; any may be awaited.
    /// </summary>
    public Task CloseAsync(int code, string reason)
    {
        lock (_gate)
        {
            return _closing ??= Task.Run(() => SendCloseAsync((WebSocketCloseStatus)code, reason));
        }
    }

    // The rest is left to the collector: a late close may still reach for it.
    public ValueTask DisposeAsync() => _patience.DisposeAsync();

    private async ValueTask SendNowAsync(ReadOnlyMemory<byte> message)
    {
        // Not cancellable: a message cut in the middle would leave the socket unusable, even for a close frame.
        var sending = _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
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

    private async Task SendCloseAsync(WebSocketCloseStatus code, string reason)
    {
        _cut.CancelAfter(_options.CloseTimeout);
        try
        {
            await _turn.WaitAsync(_cut.Token);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(code, Shortened(reason), _cut.Token);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            await _cut.CancelAsync();
        }
    }

    // A close frame holds no more; a character is never cut in two.
    private static string Shortened(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > LongestReason)
        {
            reason = reason[..^(reason.Length > LongestReason ? reason.Length - LongestReason : 1)];
        }

        return reason.Length > 0 && char.IsHighSurrogate(reason[^1]) ? reason[..^1] : reason;
    }
}
