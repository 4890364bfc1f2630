namespace GraphQLEngine.Server;

/// <summary>Does something once, when a moment has come; disposing it first prevents that.</summary>
internal sealed class Deadline : IDisposable
{
    // Timers go no further; a later moment is approached in steps.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _moment;
    private readonly Action _action;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private bool _disposed;

    public Deadline(TimeProvider clock, DateTimeOffset moment, Action action)
    {
        (_clock, _moment, _action) = (clock, moment, action);
        _timer = clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Set();
    }

    /// <summary>After this returns the action does not run, nor is it still running.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void Set()
    {
        var left = _moment - _clock.GetUtcNow();
        _timer.Change(left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_moment > _clock.GetUtcNow())
            {
                Set();
                return;
            }

            _action();
        }
    }
}
