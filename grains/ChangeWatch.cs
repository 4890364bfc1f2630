namespace OrleansLoyalty;

/// <summary>Lets callers wait for the next change of an activation, for as long as a call may last.</summary>
internal sealed class ChangeWatch(TimeProvider clock)
{
    // Shorter than any caller's patience, a gateway's eight seconds included: the caller asks again.
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(5);

    private TaskCompletionSource _next = New();

    /// <summary>Answers whoever waits.</summary>
    internal void Changed()
    {
        var changed = _next;
        _next = New();
        changed.SetResult();
    }

    /// <summary>Completes with the next change, when the caller leaves, or after some seconds without either.</summary>
    internal Task NextAsync(CancellationToken cancellation) =>
        Task.WhenAny(_next.Task, Task.Delay(LongestWatch, clock, cancellation));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
