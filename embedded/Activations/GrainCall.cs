using System.Collections.Immutable;
using Orleans.Runtime;

namespace EmbeddedActors;

/// <summary>Something an activation does in turns of its own: a call from outside, or a tick of a timer.</summary>
internal abstract class GrainWork
{
    /// <summary>Whether it may start while anything else is running.</summary>
    public abstract bool AlwaysInterleaves { get; }

    /// <summary>Whether it may start while other read-only work is running.</summary>
    public abstract bool IsReadOnly { get; }

    /// <summary>Whether it counts as use, which puts off idle collection.</summary>
    public abstract bool KeepsAlive { get; }

    /// <summary>Whether nobody waits for it any more, so that starting it would be in vain.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>How often it went from a deactivated activation to the next.</summary>
    public int Forwards { get; set; }

    /// <summary>Does it. Never throws: a failure is the caller's to see.</summary>
    public abstract Task Run(object grain);

    /// <summary>Answers with a failure instead of running.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A call that its caller waits for, whatever it answers; see <see cref="PendingCalls"/>.</summary>
internal abstract class GrainCall : GrainWork
{
    /// <summary>When it was made, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Made { get; set; }

    /// <summary>The list of pending calls that it stands in, and its neighbours there.</summary>
    public PendingCalls.Lane? Lane { get; set; }

    public GrainCall? Previous { get; set; }

    public GrainCall? Next { get; set; }

    /// <summary>Answers that no answer came in time, and cancels the grain's work on it.</summary>
    public abstract void TimeOut(TimeSpan timeout, GrainKey grain);

    /// <summary>The grain called.</summary>
    public GrainKey Target { get; set; }
}

/// <summary>A call with its arguments, its request context and the promise of its answer.</summary>
internal sealed class GrainCall<T> : GrainCall
{
    // Answering must not run the caller's code inside the grain's turn.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableDictionary<string, object>? _context = RequestContext.Capture();
    private readonly GrainMethod<T> _method;
    private readonly object?[] _arguments;
    private readonly CallCancellation? _cancellation;

    public GrainCall(GrainMethod<T> method, object?[] arguments)
    {
        _method = method;
        _arguments = arguments;

        if (method.CancellationIndex >= 0
            && arguments[method.CancellationIndex] is CancellationToken { CanBeCanceled: true } token)
        {
            _cancellation = new CallCancellation(() => _answer.TrySetCanceled(token), token);
            arguments[method.CancellationIndex] = _cancellation.Token;
        }
    }

    public Task<T> Answer => _answer.Task;

    public override bool AlwaysInterleaves => _method.AlwaysInterleaves;

    public override bool IsReadOnly => _method.IsReadOnly;

    public override bool KeepsAlive => true;

    public override bool IsAbandoned => _answer.Task.IsCompleted;

    public override async Task Run(object grain)
    {
        RequestContext.Adopt(_context);

        try
        {
            _answer.TrySetResult(await _method.Invoke(grain, _arguments));
        }
        catch (Exception exception)
        {
            _answer.TrySetException(exception);
        }
        finally
        {
            Settle();
        }
    }

    public override void Fail(Exception exception)
    {
        _answer.TrySetException(exception);
        Settle();
    }

    public override void TimeOut(TimeSpan timeout, GrainKey grain)
    {
        if (_answer.TrySetException(new TimeoutException(
            $"Response did not arrive on time in {timeout} for {_method.Name} of {grain}.")))
        {
            _cancellation?.Cancel();
        }
    }

    private void Settle()
    {
        PendingCalls.Remove(this);
        _cancellation?.Dispose();
    }
}
