using System.Diagnostics.Metrics;

namespace OrleansLoyalty.Storage.Journal;

/// <summary>What the journal measures of itself, under the meter <see cref="MeterName"/>.</summary>
public sealed class JournalMetrics : IDisposable
{
    /// <summary>The meter of everything that storage measures.</summary>
    public const string MeterName = "OrleansLoyalty.Storage";

    private readonly Meter _meter = new(MeterName);

    /// <summary>Creates the instruments.</summary>
    public JournalMetrics()
    {
        BatchSize = _meter.CreateHistogram<int>("loyalty_journal_batch_size", "{entry}", "Entries in one committed batch.");
        AppendSeconds = _meter.CreateHistogram<double>("loyalty_journal_append_seconds", "s", "Time to write and commit one batch.");
        Refused = _meter.CreateCounter<long>("loyalty_journal_refused_total", "{entry}", "Entries that a fence refused.");
    }

    internal Histogram<int> BatchSize { get; }

    internal Histogram<double> AppendSeconds { get; }

    internal Counter<long> Refused { get; }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
