using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>One operation of a WebSocket connection, from subscribe to complete.</summary>
internal sealed class SocketOperation : IResultSink
{
    private readonly SocketConnection _connection;
    private readonly CancellationTokenSource _stopped;

    public SocketOperation(string id, SocketConnection connection, CancellationToken connectionEnded)
    {
        (Id, _connection) = (id, connection);
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(connectionEnded);
    }

    public string Id { get; }

    /// <summary>Ends, without throwing, when the operation holds nothing any more.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public void Start(HttpContext http, OperationRequest request, OperationRunner runner) =>
        Running = Task.Run(() => RunAsync(http, request, runner));

    /// <summary>Tells it to end; what listens is called elsewhere, so this may be called under a lock.</summary>
    public void Cancel() => _ = _stopped.CancelAsync();

    public void BeginNext(PooledBuffer frame) => SocketFrame.BeginNext(frame, Id);

    public ValueTask SendNextAsync(PooledBuffer frame, CancellationToken cancellation)
    {
        SocketFrame.EndNext(frame);
        return _connection.SendAsync(frame.Written, () => _connection.IsCurrent(this));
    }

    // The id is free from the moment the last message is on its way: the client may use it again at once.
    public ValueTask FailAsync(IReadOnlyList<GraphQLError> errors, CancellationToken cancellation) =>
        _connection.SendAsync(SocketFrame.Errors(Id, errors), () => _connection.Release(this));

    public ValueTask CompleteAsync(CancellationToken cancellation) =>
        _connection.SendAsync(SocketFrame.Complete(Id), () => _connection.Release(this));

    private async Task RunAsync(HttpContext http, OperationRequest request, OperationRunner runner)
    {
        try
        {
            var (operation, errors) = await runner.PrepareAsync(http, request, _stopped.Token);

            await (operation is null
                ? FailAsync(errors!, _stopped.Token).AsTask()
                : runner.StreamAsync(http, operation, request, this, _stopped.Token));
        }
        catch (RequestRefusedException refused)
        {
            await FailAsync([refused.Error], _stopped.Token);
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Completed by the client, or the connection has ended.
        }
        catch (Exception exception)
        {
            await FailAsync([Faults.Report(runner.Log, exception)], _stopped.Token);
        }
        finally
        {
            _connection.Release(this);
            _connection.Ended(this);
            _stopped.Dispose();
        }
    }
}
