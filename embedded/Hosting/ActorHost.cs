using Microsoft.Extensions.Hosting;

namespace EmbeddedActors;

/// <summary>Starts what runs by the clock, and stops the actors with the process: gently, within the host's time.</summary>
internal sealed class ActorHost(ActorSystem system, ActorMetrics metrics) : IHostedService, IDisposable
{
    private static readonly TimeSpan OverdueCheck = TimeSpan.FromSeconds(1);

    private ITimer? _collection;
    private ITimer? _overdue;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var quantum = system.Options.CollectionQuantum;
        _collection = system.Clock.CreateTimer(_ => metrics.Collected(system.CollectIdle()), null, quantum, quantum);
        _overdue = system.Clock.CreateTimer(
            _ => metrics.TimedOut(system.Pending.TimeOutOverdue()), null, OverdueCheck, OverdueCheck);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await system.StopAsync(cancellationToken);
        Dispose();
    }

    public void Dispose()
    {
        _collection?.Dispose();
        _overdue?.Dispose();
    }
}
