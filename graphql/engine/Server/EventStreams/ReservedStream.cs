using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>An event stream that a client has reserved, and the operations that share it once it is open.</summary>
internal sealed class ReservedStream(Deadline unopened)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellationTokenSource> _operations = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _running = [];
    private EventStream? _stream;
    private CancellationToken _ended;
    private bool _claimed;

    /// <summary>The request that holds the stream open; null while none does.</summary>
    public HttpContext? Http { get; private set; }

    /// <summary>Takes the reservation; false when it is taken already.</summary>
    public bool TryClaim()
    {
        lock (_gate)
        {
            var first = !_claimed;
            _claimed = true;
            unopened.Dispose();
            return first;
        }
    }

    /// <summary>Serves operations until <paramref name="ended"/> fires and the last of them has let go.</summary>
    public async Task ServeAsync(HttpContext http, EventStream stream, CancellationToken ended)
    {
        lock (_gate)
        {
            (Http, _stream, _ended) = (http, stream, ended);
        }

        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = ended.Register(over.SetResult);
        await over.Task;

        Task[] running;
        lock (_gate)
        {
            Http = null;
            _stream = null;
            running = [.. _running];
        }

        await Task.WhenAll(running);
    }

    /// <exception cref="RequestRefusedException">The id is in use, the stream has ended, or it runs too many operations.</exception>
    public void Start(string id, PreparedOperation operation, OperationRequest request, OperationRunner runner)
    {
        lock (_gate)
        {
            if (_stream is null)
            {
                throw new RequestRefusedException(StatusCodes.Status404NotFound, "The event stream has ended.");
            }

            if (_operations.ContainsKey(id))
            {
                throw new RequestRefusedException(
                    StatusCodes.Status409Conflict, $"An operation \"{id}\" is running already.");
            }

            if (_running.Count >= runner.Options.Streaming.MaxOperations)
            {
                throw new RequestRefusedException(
                    StatusCodes.Status429TooManyRequests,
                    $"A stream may run {runner.Options.Streaming.MaxOperations} operations at once.");
            }

            var stopped = CancellationTokenSource.CreateLinkedTokenSource(_ended);
            _operations.Add(id, stopped);
            var sink = new EventSink(_stream, id, () => IsCurrent(id, stopped));
            var (http, running) = (Http!, new TaskCompletionSource());
            _running.Add(running.Task);
            _ = Task.Run(() => RunAsync(id, stopped, running, () => runner.StreamAsync(http, operation, request, sink, stopped.Token)));
        }
    }

    /// <summary>Ends an operation; no event of it follows.</summary>
    public void Stop(string id)
    {
        lock (_gate)
        {
            if (_operations.Remove(id, out var operation))
            {
                _ = operation.CancelAsync();
            }
        }
    }

    private async Task RunAsync(string id, CancellationTokenSource stopped, TaskCompletionSource running, Func<Task> stream)
    {
        try
        {
            await stream();
        }
        catch (OperationCanceledException)
        {
            // The stream was closed while an event waited for its turn.
        }
        finally
        {
            lock (_gate)
            {
                if (IsCurrent(id, stopped))
                {
                    _operations.Remove(id);
                }

                _running.Remove(running.Task);
                stopped.Dispose();
            }

            running.SetResult();
        }
    }

    private bool IsCurrent(string id, CancellationTokenSource operation)
    {
        lock (_gate)
        {
            return _operations.TryGetValue(id, out var current) && current == operation;
        }
    }
}
