using System.Reflection;
using Orleans.Concurrency;

namespace OrleansLoyalty.Simulation.Actors;

/// <summary>One activation in one silo. Another silo may have another of the same key at the same time.</summary>
internal sealed class Activation(Silo silo, GrainKind kind, string key) : Turns(silo.Schedule, silo), IGrainContext
{
    [ThreadStatic]
    private static Activation? _current;

    private readonly Queue<GrainCall> _waiting = new();
    private readonly List<GrainCall> _running = [];
    private bool _isBorn;
    private bool _isActive;
    private bool _isEnding;

    internal static Activation BeingMade => _current!;

    public string Key => key;

    public IGrainFactory GrainFactory => silo;

    internal Grain? Grain { get; private set; }

    internal GrainKind Kind => kind;

    public void DeactivateOnIdle()
    {
        _isEnding = true;
        EndIfIdle();
    }

    internal void Take(GrainCall call)
    {
        _waiting.Enqueue(call);
        if (!_isBorn)
        {
            _isBorn = true;
            Post(static self => _ = ((Activation)self!).ActivateAsync(), this);
        }
        else
        {
            StartWhatMay();
        }
    }

    /// <summary>Its process was killed: whoever waits learns nothing.</summary>
    internal void Die()
    {
        foreach (var call in _running.Concat(_waiting))
        {
            call.Fail(new TimeoutException("The silo is gone."));
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            _current = this;
            Grain = kind.Make(silo);
            await Grain.OnActivateAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            silo.Forget(this);
            while (_waiting.TryDequeue(out var call))
            {
                call.Fail(fault);
            }

            return;
        }

        _isActive = true;
        StartWhatMay();
        EndIfIdle();
    }

    private void StartWhatMay()
    {
        while (_isActive && !_isEnding && _waiting.Count > 0 && (kind.IsReentrant || _running.Count == 0))
        {
            var call = _waiting.Dequeue();
            _running.Add(call);
            Post(static call => _ = ((GrainCall)call!).Activation.RunAsync((GrainCall)call), call);
            call.Activation = this;
        }
    }

    private async Task RunAsync(GrainCall call)
    {
        await call.RunAsync(Grain!);
        _running.Remove(call);
        StartWhatMay();
        EndIfIdle();
    }

    private void EndIfIdle()
    {
        if (!_isActive || !_isEnding || _running.Count > 0)
        {
            return;
        }

        _isActive = false;
        silo.Forget(this);
        while (_waiting.TryDequeue(out var call))
        {
            silo.Deliver(kind, key, call);
        }
    }
}

/// <summary>A class of grains.</summary>
internal sealed class GrainKind(Type grain, Func<Silo, Grain> make)
{
    internal bool IsReentrant { get; } = grain.GetCustomAttribute<ReentrantAttribute>() is not null;

    internal string Name => grain.Name;

    internal Grain Make(Silo silo) => make(silo);
}

/// <summary>A call under way.</summary>
internal abstract class GrainCall
{
    internal Activation Activation { get; set; } = null!;

    internal abstract Task RunAsync(Grain grain);

    internal abstract void Fail(Exception fault);
}

/// <inheritdoc cref="GrainCall"/>
internal sealed class GrainCall<T>(Func<Grain, object?[], Task> invoke, object?[] arguments) : GrainCall
{
    private readonly TaskCompletionSource<T> _answer = new();

    internal Task<T> Answer => _answer.Task;

    internal override async Task RunAsync(Grain grain)
    {
        try
        {
            var running = invoke(grain, arguments);
            if (running is Task<T> answering)
            {
                _answer.TrySetResult(await answering);
            }
            else
            {
                await running;
                _answer.TrySetResult(default!);
            }
        }
        catch (Exception fault)
        {
            _answer.TrySetException(fault);
        }
    }

    internal override void Fail(Exception fault) => _answer.TrySetException(fault);
}
