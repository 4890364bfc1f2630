using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Audit;

/// <summary>
/// Runs the audits that are asked for, and one every night, on one silo of all. It reports and raises a metric; it never
/// repairs: whatever disagrees is evidence.
/// </summary>
public sealed class SelfAudit : Rounds
{
    /// <summary>The pause between two looks for an audit to run.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A system that has just started has better things to do.
    private static readonly TimeSpan FirstNight = TimeSpan.FromMinutes(1);

    private readonly AuditTable _audits;
    private readonly IProgramBook _program;
    private readonly AuditOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<SelfAudit> _log;
    private readonly long _started;
    private readonly Meter _meter = new(LoyaltyMetrics.MeterName);
    private string? _lastNight;
    private int? _discrepancies;

    /// <summary>Creates the audit; the host starts it.</summary>
    public SelfAudit(
        AuditTable audits,
        IProgramBook program,
        IOptions<AuditOptions> options,
        TimeProvider clock,
        RoundsHost host,
        ILogger<SelfAudit> log)
        : base(host, Pause)
    {
        _audits = audits;
        _program = program;
        _options = options.Value;
        _clock = clock;
        _started = clock.GetTimestamp();
        _log = log;
        _meter.CreateObservableGauge(
            "loyalty_audit_discrepancies",
            () => _discrepancies is { } known ? [new Measurement<int>(known)] : Array.Empty<Measurement<int>>(),
            "{discrepancy}",
            "What disagreed in the last audit of the books; anything but 0 is an alert.");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <summary>Asks for the audit of the last night, unless it was asked for.</summary>
    public async Task AskForTheNightAsync(CancellationToken cancellation)
    {
        var night = Night(_clock.GetUtcNow(), _program.Zone, _options.NightlyHour);
        if (_options.Nightly && night != _lastNight)
        {
            await _audits.RequestAsync(night, "nightly", _clock.GetUtcNow(), cancellation);
            _lastNight = night;
        }
    }

    /// <inheritdoc/>
    /// <remarks>One silo of all audits: the lock is given back after the round.</remarks>
    public override async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await using var alone = await _audits.TryAloneAsync(cancellation);
        return alone is not null && await base.RunAsync(cancellation);
    }

    /// <summary>The audit of the night that began last: it is due from its hour on, however late it is run.</summary>
    public static string Night(DateTimeOffset now, TimeZoneInfo zone, int hour)
    {
        var day = TimeZoneInfo.ConvertTime(now, zone).AddHours(-hour);
        return string.Create(CultureInfo.InvariantCulture, $"nightly-{day:yyyy-MM-dd}");
    }

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        if (_clock.GetElapsedTime(_started) >= FirstNight)
        {
            await AskForTheNightAsync(cancellation);
        }

        while (await _audits.UnfinishedAsync(cancellation) is { } asked)
        {
            await AuditAsync(asked.Id, cancellation);
        }

        _discrepancies = (await _audits.LastFinishedAsync(cancellation))?.Discrepancies;
    }

    private async Task AuditAsync(string id, CancellationToken cancellation)
    {
        await _audits.BeginAsync(id, _clock.GetUtcNow(), cancellation);
        try
        {
            var progress = new Progress(postings => _audits.ProgressAsync(id, postings, cancellation));
            var report = await _audits.VerifyAsync(progress, cancellation);
            await progress.Told;
            await _audits.FinishAsync(id, report, _clock.GetUtcNow());
            if (report.Problems.Count > 0)
            {
                _log.LogError(
                    "Audit {Audit} found {Discrepancies} discrepancies in {Postings} postings, the first: {Sentence}",
                    id, report.Problems.Count, report.Postings, report.Problems[0]);
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or AppendException))
        {
            _log.LogError(fault, "Audit {Audit} ended by a fault", id);
            await _audits.FailAsync(id, fault.Message, _clock.GetUtcNow());
        }
    }

    /// <summary>Keeps how far the audit is, without holding it up; only the last figure counts.</summary>
    private sealed class Progress(Func<long, Task> keep) : IProgress<long>
    {
        internal Task Told { get; private set; } = Task.CompletedTask;

        public void Report(long value)
        {
            if (Told.IsCompleted)
            {
                Told = keep(value);
            }
        }
    }
}
