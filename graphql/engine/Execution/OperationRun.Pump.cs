using System.Diagnostics;

namespace GraphQLEngine.Execution;

internal sealed partial class OperationRun
{
    private readonly Queue<object> _inbox = new();
    private readonly Lock _gate = new();
    private readonly long _started = options.Clock.GetTimestamp();
    private TimeSpan _limit = options.Timeout;
    private TaskCompletionSource? _waiter;
    private CancellationTokenSource? _deadline;
    private CancellationTokenRegistration _departure;
    private CancellationToken _token;
    private bool _isWoken;
    private int _pending;

    /// <summary>Fires when the client has left or the time is up; made when first asked for.</summary>
    public CancellationToken Cancellation
    {
        get
        {
            if (_limit <= TimeSpan.Zero)
            {
                return context.Cancellation;
            }

            lock (_gate)
            {
                if (_deadline is null)
                {
                    _deadline = NewDeadline();
                    _token = _deadline.Token;
                }

                return _token;
            }
        }
    }

    /// <summary>
    /// Whether the time of the operation is up: its timer has fired, or the clock says so. A timer may fire a moment
    /// before the clock agrees, since the two count in different units.
    /// </summary>
    public bool IsOverdue => _limit > TimeSpan.Zero
        && (_deadline is { IsCancellationRequested: true } || options.Clock.GetElapsedTime(_started) >= _limit);

    private void ThrowIfAborted()
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (IsOverdue)
        {
            throw new OperationCanceledException("The operation took too long.");
        }
    }

    /// <summary>
    /// Releases the timer, and the caller's token: one that lives as long as a connection would remember every run.
    /// </summary>
    public void Close()
    {
        if (_deadline is null)
        {
            return;
        }

        _departure.Dispose();
        if (IsOverdue)
        {
            _deadline.Cancel(); // Whoever still works for this run may stop.
        }

        _deadline.Dispose();
    }

    private CancellationTokenSource NewDeadline()
    {
        var rest = _limit - options.Clock.GetElapsedTime(_started);
        var deadline = new CancellationTokenSource(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, options.Clock);
        _departure = context.Cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        return deadline;
    }

    /// <summary>
    /// Settles what resolvers deliver until none is left. When nothing more is delivered, batches of data loaders are
    /// started: by then every field that can add a key has done so.
    /// </summary>
    private async Task PumpAsync()
    {
        var cancellation = Cancellation;
        context.Batches.Attach(Enqueue, Wake);
        try
        {
            while (_pending > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (TryTake(out var item))
                {
                    Handle(item);
                }
                else if (!context.Batches.Dispatch())
                {
                    await WaitAsync().WaitAsync(cancellation);
                }
            }
        }
        finally
        {
            context.Batches.Detach();
        }

        while (TryTake(out var late))
        {
            Handle(late);
        }
    }

    private void Await(ResultNode node, int slot, ValueTask<object?> task, Activity? span)
    {
        _pending++;
        new PendingValue(this, node, slot, task, span).Start();
    }

    private void Handle(object item)
    {
        if (item is Action delivery)
        {
            delivery();
            return;
        }

        var value = (PendingValue)item;
        _pending--;
        var (node, slot) = (value.Node, value.Slot);
        var isDropped = node.IsDropped();
        try
        {
            var result = value.Take();
            if (!isDropped && !Settle(node, slot, result, ShapeAt(node, slot)))
            {
                Bubble(node);
            }
        }
        catch (Exception exception) when (!IsAbort(exception))
        {
            if (!isDropped && !SettleFailure(node, slot, exception))
            {
                Bubble(node);
            }
        }
    }

    private static Shape ShapeAt(ResultNode node, int slot) => node is ResultList list
        ? list.ItemShape
        : node.FieldAt(slot).Shape;

    private void Enqueue(object item)
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _inbox.Enqueue(item);
            (waiter, _waiter) = (_waiter, null);
        }

        waiter?.TrySetResult();
    }

    private bool TryTake(out object item)
    {
        lock (_gate)
        {
            return _inbox.TryDequeue(out item!);
        }
    }

    /// <summary>A data loader has keys although nothing was delivered.</summary>
    private void Wake()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _isWoken = true;
            (waiter, _waiter) = (_waiter, null);
        }

        waiter?.TrySetResult();
    }

    private Task WaitAsync()
    {
        lock (_gate)
        {
            if (_inbox.Count > 0 || _isWoken)
            {
                _isWoken = false;
                return Task.CompletedTask;
            }

            _waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    /// <summary>A value that a resolver has promised.</summary>
    private sealed class PendingValue(
        OperationRun run, ResultNode node, int slot, ValueTask<object?> task, Activity? span)
    {
        public ResultNode Node => node;

        public int Slot => slot;

        public void Start() => task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => run.Enqueue(this));

        public object? Take()
        {
            span?.Dispose();
            return task.GetAwaiter().GetResult();
        }
    }
}
