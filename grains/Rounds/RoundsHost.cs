using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansLoyalty;

/// <summary>What all <see cref="Rounds"/> of a process share: clock, start and end, log, counters.</summary>
public sealed class RoundsHost : IDisposable
{
    private readonly Meter _meter = new(LoyaltyMetrics.MeterName);
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILoggerFactory _logs;
    private readonly Counter<long> _rounds;
    private readonly Counter<long> _rowsFailed;

    /// <summary>Creates the counters.</summary>
    public RoundsHost(TimeProvider clock, IHostApplicationLifetime lifetime, ILoggerFactory logs)
    {
        (Clock, _lifetime, _logs) = (clock, lifetime, logs);
        _rounds = _meter.CreateCounter<long>(
            "loyalty_rounds_total", "{round}", "Rounds of periodic work: done, failed, or left to another silo.");
        _rowsFailed = _meter.CreateCounter<long>(
            "loyalty_rounds_rows_failed_total", "{row}", "Rows that a round passed over because they failed.");
    }

    internal TimeProvider Clock { get; }

    /// <summary>Cancelled when the application begins to stop, while what rounds call still answers.</summary>
    internal CancellationToken Stopping => _lifetime.ApplicationStopping;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal ILogger LogOf(Rounds rounds) => _logs.CreateLogger(rounds.GetType());

    /// <summary>Grains answer once the silo is up, and other services of the host bring it up.</summary>
    internal async Task StartedAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = _lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }

    internal void Ended(string rounds, string outcome) => _rounds.Add(
        1, new KeyValuePair<string, object?>("rounds", rounds), new KeyValuePair<string, object?>("outcome", outcome));

    internal void RowFailed(string rounds) => _rowsFailed.Add(1, new KeyValuePair<string, object?>("rounds", rounds));
}
