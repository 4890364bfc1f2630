using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace EmbeddedActors;

/// <summary>All activations of this process, and the way of a call to its own.</summary>
internal sealed class ActorSystem(
    GrainClasses classes,
    IOptions<EmbeddedActorsOptions> options,
    TimeProvider clock,
    IServiceProvider services,
    ILogger<ActorSystem> log)
{
    // A grain that asks to be deactivated while activating would pass its calls on for ever.
    private const int MostForwards = 1_000;

    private readonly ConcurrentDictionary<GrainKey, Activation> _activations = new();
    private volatile bool _isStopping;

    public GrainClasses Classes => classes;

    public EmbeddedActorsOptions Options => options.Value;

    public TimeProvider Clock => clock;

    public IServiceProvider Services => services;

    public ILogger Log => log;

    public PendingCalls Pending { get; } = new(clock, options.Value.ResponseTimeout);

    /// <summary>Brings a call to its grain, activating it where needed. Never throws; the call is answered.</summary>
    public void Send(GrainKey key, GrainCall call)
    {
        call.Target = key;
        Pending.Add(call);

        // While stopping, what runs may still call on: only what comes from outside is refused.
        if (_isStopping && TurnScheduler.CurrentActivation is null)
        {
            call.Fail(new SiloUnavailableException($"{key} was not called: the host is stopping."));
            return;
        }

        Deliver(key, call);
    }

    /// <summary>Brings work that its activation left undone to the next one.</summary>
    public void Forward(GrainKey key, GrainWork work)
    {
        if (work is not GrainCall)
        {
            return; // A timer's tick ends with its activation.
        }

        if (++work.Forwards > MostForwards)
        {
            work.Fail(new OrleansMessageRejectionException($"{key} deactivated {MostForwards} times without running it."));
            return;
        }

        Deliver(key, work);
    }

    /// <summary>Takes an ended activation off, so that the next call makes a new one.</summary>
    public void Forget(Activation activation) => _activations.TryRemove(new(activation.Key, activation));

    /// <summary>Deactivates every grain that nobody called for the collection age; returns how many.</summary>
    public int CollectIdle() => _activations.Count(each => each.Value.DeactivateIfIdleFor(Options.CollectionAge));

    /// <summary>Takes no new calls, waits for the running ones, then deactivates every grain.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _isStopping = true;

        while (!Pending.IsEmpty && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }

        foreach (var (_, activation) in _activations)
        {
            activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The host is stopping."), CancellationToken.None);
        }

        try
        {
            while (!_activations.IsEmpty)
            {
                await Task.WhenAll(_activations.Values.Select(each => each.Ended)).WaitAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogWarning("Stopped with {Count} activations left: their work did not end in time.", _activations.Count);
        }
    }

    private void Deliver(GrainKey key, GrainWork work)
    {
        while (!_activations.GetOrAdd(key, static (key, system) => new Activation(system, key), this).TryTake(work))
        {
            // It ended between our look-up and now; the next look-up makes a new one.
        }
    }
}
