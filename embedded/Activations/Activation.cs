using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedActors;

/// <summary>
/// One living grain: made by its first call, runs its work turn by turn, and ends when asked to or when idle.
/// </summary>
internal sealed class Activation : IGrainContext
{
    private readonly ActorSystem _system;
    private readonly TurnScheduler _turns;
    private readonly Admission _admission;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<GrainTimer>? _timers;
    private AsyncServiceScope? _scope;
    private DeactivationReason? _ending;
    private Stage _stage = Stage.Unborn;
    private long _lastUse;
    private long _keepUntil = long.MinValue;

    public Activation(ActorSystem system, GrainKey key)
    {
        _system = system;
        Key = key;
        _turns = new TurnScheduler(this);
        _admission = new Admission(key.Class.IsReentrant);
    }

    private enum Stage
    {
        Unborn,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    public GrainKey Key { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope!.Value.ServiceProvider;

    /// <summary>Done when the activation has ended and its grain's OnDeactivateAsync has run.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Takes work in; false when this activation has ended and another must take it.</summary>
    public bool TryTake(GrainWork work)
    {
        lock (_lock)
        {
            if (_stage == Stage.Ended)
            {
                return false;
            }

            _admission.Wait(work);

            if (_stage == Stage.Unborn)
            {
                _stage = Stage.Activating;
                OnTurn(static self => ((Activation)self!).ActivateAsync(), this);
            }
            else
            {
                StartWhatMay();
            }
        }

        return true;
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_stage is Stage.Deactivating or Stage.Ended || _ending is not null)
            {
                return;
            }

            _ending = deactivationReason;

            if (_stage == Stage.Unborn)
            {
                End();
            }
            else
            {
                EndIfIdle();
            }
        }
    }

    /// <summary>Deactivates when nothing runs or waits and the last use is longer ago than <paramref name="age"/>.</summary>
    public bool DeactivateIfIdleFor(TimeSpan age)
    {
        lock (_lock)
        {
            var now = _system.Clock.GetTimestamp();

            if (_stage != Stage.Active || !_admission.IsIdle || now < _keepUntil
                || _system.Clock.GetElapsedTime(_lastUse, now) < age)
            {
                return false;
            }
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Nobody called for {age}."));
        return true;
    }

    public void KeepAlive(TimeSpan span)
    {
        lock (_lock)
        {
            _keepUntil = span == Timeout.InfiniteTimeSpan
                ? long.MaxValue
                : _system.Clock.GetTimestamp() + (long)(span.TotalSeconds * _system.Clock.TimestampFrequency);
        }
    }

    public GrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options, _system.Clock, _system.Log);

        lock (_lock)
        {
            (_timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_lock)
        {
            _timers?.Remove(timer);
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(_system.Options.ActivationTimeout, _system.Clock);
            _scope = _system.Services.CreateAsyncScope();
            var grain = Key.Class.Make(ActivationServices);
            GrainInstance = grain;
            await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            await FailActivationAsync(exception);
            return;
        }

        lock (_lock)
        {
            _stage = Stage.Active;
            Key.Class.Born();
            _lastUse = _system.Clock.GetTimestamp();
            StartWhatMay();
            EndIfIdle();
        }
    }

    private async Task FailActivationAsync(Exception exception)
    {
        IReadOnlyList<GrainWork> waiting;

        lock (_lock)
        {
            _stage = Stage.Ended;
            waiting = _admission.TakeWaiting();

            // Gone before the callers hear of it, so that a retry finds a new activation.
            _system.Forget(this);
        }

        await DisposeAsync();
        _ended.TrySetResult();

        foreach (var work in waiting)
        {
            work.Fail(exception);
        }
    }

    // Under the lock.
    private void StartWhatMay()
    {
        // Asked to end, it starts nothing more: what waits goes to the next activation.
        while (_stage == Stage.Active && _ending is null && _admission.TryAdmit(out var work))
        {
            _lastUse = work.KeepsAlive ? _system.Clock.GetTimestamp() : _lastUse;
            OnTurn(static state => ((Turn)state!).RunAsync(), new Turn(this, work));
        }
    }

    // Under the lock.
    private void EndIfIdle()
    {
        if (_stage == Stage.Active && _ending is not null && _admission.IsRunningNothing)
        {
            _stage = Stage.Deactivating;
            OnTurn(static self => ((Activation)self!).DeactivateAsync(), this);
        }
    }

    private void Finished(GrainWork work)
    {
        lock (_lock)
        {
            _admission.Leave(work);
            _lastUse = work.KeepsAlive ? _system.Clock.GetTimestamp() : _lastUse;
            StartWhatMay();
            EndIfIdle();
        }
    }

    private async Task DeactivateAsync()
    {
        DisposeTimers();

        try
        {
            using var timeout = new CancellationTokenSource(_system.Options.DeactivationTimeout, _system.Clock);
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_ending!.Value, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            _system.Log.LogError(exception, "OnDeactivateAsync of {Grain} failed; it is deactivated all the same.", Key);
        }

        Key.Class.Gone();
        await DisposeAsync();

        lock (_lock)
        {
            End();
        }
    }

    // Under the lock.
    private void End()
    {
        _stage = Stage.Ended;
        var waiting = _admission.TakeWaiting();
        _system.Forget(this);
        _ended.TrySetResult();

        foreach (var work in waiting)
        {
            _system.Forward(Key, work);
        }
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;

        lock (_lock)
        {
            timers = _timers?.ToArray() ?? [];
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    private async Task DisposeAsync()
    {
        try
        {
            DisposeTimers();

            switch (GrainInstance)
            {
                case IAsyncDisposable grain:
                    await grain.DisposeAsync();
                    break;
                case IDisposable grain:
                    grain.Dispose();
                    break;
            }

            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception exception)
        {
            _system.Log.LogError(exception, "Disposing {Grain} failed.", Key);
        }
    }

    /// <summary>Starts a turn that carries nothing over from the code that happens to start it.</summary>
    private void OnTurn(Func<object?, Task> turn, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            Start();
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            Start();
        }

        void Start() => _ = Task.Factory.StartNew(
            turn, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns);
    }

    private sealed class Turn(Activation activation, GrainWork work)
    {
        public async Task RunAsync()
        {
            await work.Run(activation.GrainInstance!);
            activation.Finished(work);
        }
    }
}
