using System.Net.WebSockets;
using System.Text.Json;
using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GraphQLEngine.Server;

/// <summary>One client's conversation in graphql-transport-ws: what each message does and what it may not do.</summary>
internal sealed class SocketConnection : IAsyncDisposable
{
    private readonly HttpContext _http;
    private readonly OperationRunner _runner;
    private readonly SocketWriter _writer;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenRegistration _left;
    private readonly Deadline _init;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SocketOperation> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<SocketOperation> _running = [];
    private Deadline? _expiry;
    private bool _initReceived;
    private bool _acknowledged;

    public SocketConnection(HttpContext http, WebSocket socket, OperationRunner runner)
    {
        (_http, _runner) = (http, runner);
        _left = http.RequestAborted.Register(_ended.Cancel);
        _writer = new SocketWriter(socket, runner.Options, DropSlowReader);
        _init = new Deadline(
            runner.Options.Clock,
            runner.Options.Clock.GetUtcNow() + runner.Options.Streaming.ConnectionInitTimeout,
            () => CloseAsync(CloseCode.InitTimeout, "Connection initialisation timeout"));
    }

    /// <summary>Fires when the connection is to be cut without waiting any longer.</summary>
    public CancellationToken Cut => _writer.Cut;

    /// <summary>Does what a message asks. Messages are handed over one at a time.</summary>
    public ValueTask ReceiveAsync(ReadOnlyMemory<byte> bytes, bool isText)
    {
        if (_writer.IsClosing)
        {
            return ValueTask.CompletedTask;
        }

        return isText && SocketMessage.Parse(bytes) is { } message
            ? ReceiveAsync(message)
            : Refuse(CloseCode.BadRequest, "Not a message of graphql-transport-ws");
    }

    /// <summary>Ends every operation and closes with a code; only the first call counts.</summary>
    public Task CloseAsync(int code, string reason)
    {
        var closing = _writer.CloseAsync(code, reason);
        _ended.Cancel();
        return closing;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _init.Dispose();
        _expiry?.Dispose();

        Task[] running;
        lock (_gate)
        {
            running = [.. _running.Select(operation => operation.Running)];
        }

        await Task.WhenAll(running);
        if (_acknowledged)
        {
            await _runner.Options.Hooks.DisconnectedAsync(_http);
        }

        await _writer.DisposeAsync();
        await _left.DisposeAsync();
    }

    private ValueTask ReceiveAsync(SocketMessage message) => message.Type switch
    {
        "connection_init" when _initReceived => Refuse(CloseCode.TooManyInits, "Too many initialisation requests"),
        "connection_init" => InitAsync(message),
        "ping" => SendAsync(SocketFrame.Pong(message.Payload), () => true),
        "pong" => ValueTask.CompletedTask,
        "subscribe" when !_acknowledged => Refuse(CloseCode.Unauthorized, "Unauthorized"),
        "subscribe" when string.IsNullOrEmpty(message.Id) => Refuse(CloseCode.BadRequest, "subscribe needs an id"),
        "subscribe" => SubscribeAsync(message.Id, message.Payload),
        "complete" when message.Id is null => Refuse(CloseCode.BadRequest, "complete needs an id"),
        "complete" => Complete(message.Id),
        _ => Refuse(CloseCode.BadRequest, "Unknown message type"),
    };

    private async ValueTask InitAsync(SocketMessage message)
    {
        _initReceived = true;

        try
        {
            var payload = ReadPayload(message.Payload);
            var answer = await _runner.Options.Hooks.ConnectAsync(_http, payload, _ended.Token);
            _init.Dispose();
            _acknowledged = true;

            if (_runner.Options.Hooks.ExpiresAt(_http) is { } end)
            {
                _expiry = new Deadline(
                    _runner.Options.Clock, end, () => CloseAsync(CloseCode.Forbidden, "The session has expired"));
            }

            await SendAsync(SocketFrame.Acknowledge(answer), () => true);
        }
        catch (ConnectionRefusedException refused)
        {
            await Refuse(CloseCode.Forbidden, refused.Message);
        }
        catch (RequestRefusedException refused)
        {
            await Refuse(CloseCode.BadRequest, refused.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Faults.Report(_runner.Log, exception);
            await Refuse(CloseCode.InternalError, "Internal server error");
        }
    }

    private static Dictionary<string, object?>? ReadPayload(byte[] payload)
    {
        using var document = JsonDocument.Parse(payload.Length == 0 ? "null"u8.ToArray() : payload);

        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object => JsonValues.ReadObject(document.RootElement),
            _ => throw RequestRefusedException.BadRequest("The payload must be an object"),
        };
    }

    private ValueTask SubscribeAsync(string id, byte[] payload)
    {
        OperationRequest request;
        try
        {
            request = RequestJson.Parse(payload.AsSpan());
        }
        catch (RequestRefusedException refused)
        {
            return Refuse(CloseCode.BadRequest, refused.Message);
        }

        SocketOperation operation;
        lock (_gate)
        {
            if (_byId.ContainsKey(id))
            {
                return Refuse(CloseCode.DuplicateId, $"Subscriber for {id} already exists");
            }

            // Operations that were told to stop and have not yet count as well: they hold what they hold.
            if (_running.Count >= _runner.Options.Streaming.MaxOperations)
            {
                var limit = new GraphQLError($"A connection may run {_runner.Options.Streaming.MaxOperations} operations at once.");
                return SendAsync(SocketFrame.Errors(id, [limit.WithCode("TOO_MANY_OPERATIONS")]), () => true);
            }

            operation = new SocketOperation(id, this, _ended.Token);
            _byId.Add(id, operation);
            _running.Add(operation);
        }

        operation.Start(_http, request, _runner);
        return ValueTask.CompletedTask;
    }

    private ValueTask Complete(string id)
    {
        lock (_gate)
        {
            if (_byId.Remove(id, out var operation))
            {
                operation.Cancel();
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Sends a frame if <paramref name="isWanted"/> still holds when its turn comes.</summary>
    internal async ValueTask SendAsync(PooledBuffer frame, Func<bool> isWanted)
    {
        using (frame)
        {
            await SendAsync(frame.Written, isWanted);
        }
    }

    /// <inheritdoc cref="SendAsync(PooledBuffer, Func{bool})"/>
    internal async ValueTask SendAsync(ReadOnlyMemory<byte> frame, Func<bool> isWanted)
    {
        try
        {
            await _writer.SendAsync(frame, isWanted, _ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The connection is closing; its close frame says why.
        }
    }

    /// <summary>Whether the id still means this operation: after the client's complete it may mean another.</summary>
    internal bool IsCurrent(SocketOperation operation)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(operation.Id, out var current) && current == operation;
        }
    }

    /// <summary>Frees the id; false when the client has completed it already and so is not told.</summary>
    internal bool Release(SocketOperation operation)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(operation.Id, out var current) && current == operation && _byId.Remove(operation.Id);
        }
    }

    internal void Ended(SocketOperation operation)
    {
        lock (_gate)
        {
            _running.Remove(operation);
        }
    }

    private ValueTask Refuse(int code, string reason)
    {
        _ = CloseAsync(code, reason);
        return ValueTask.CompletedTask;
    }

    private void DropSlowReader()
    {
        _runner.Log.LogInformation(
            "A WebSocket client left a message unread for {Seconds} s and is dropped",
            _runner.Options.Streaming.SlowReaderTimeout.TotalSeconds);
        _ = CloseAsync(CloseCode.SlowReader, "Too slow a reader");
    }
}
