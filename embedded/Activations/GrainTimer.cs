using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace EmbeddedActors;

/// <summary>Ticks by becoming work of its activation; the next tick is counted from the end of the last.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _lock = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private TimeSpan? _changedDueTime; // Asked for while a tick was running.
    private bool _isTicking;

    public GrainTimer(
        Activation activation,
        Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options,
        TimeProvider clock,
        ILogger log)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _log = log;
        _timer = clock.CreateTimer(
            static self => ((GrainTimer)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;

            if (_isTicking)
            {
                _changedDueTime = dueTime;
            }
            else
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            _timer.Dispose();
        }

        _disposed.Cancel();
        _activation.Forget(this);
    }

    private void Due()
    {
        lock (_lock)
        {
            if (_isTicking || _disposed.IsCancellationRequested)
            {
                return;
            }

            _isTicking = true;
        }

        _activation.TryTake(new Tick(this));
    }

    private void Rearm()
    {
        lock (_lock)
        {
            _isTicking = false;

            if (!_disposed.IsCancellationRequested)
            {
                _timer.Change(_changedDueTime ?? _period, Timeout.InfiniteTimeSpan);
                _changedDueTime = null;
            }
        }
    }

    private sealed class Tick(GrainTimer timer) : GrainWork
    {
        public override bool AlwaysInterleaves => timer._options.Interleave;

        public override bool IsReadOnly => false;

        public override bool KeepsAlive => timer._options.KeepAlive;

        public override bool IsAbandoned => timer._disposed.IsCancellationRequested;

        public override async Task Run(object grain)
        {
            try
            {
                await timer._callback(timer._disposed.Token);
            }
            catch (Exception exception)
            {
                timer._log.LogError(exception, "A timer of {Grain} failed; it ticks on.", timer._activation.Key);
            }
            finally
            {
                timer.Rearm();
            }
        }

        public override void Fail(Exception exception)
        {
            // Its activation is gone, and the timer with it.
        }
    }
}
