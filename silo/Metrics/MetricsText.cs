using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Metrics;

/// <summary>The process's metrics in Prometheus' text format.</summary>
public sealed class MetricsText : IDisposable
{
    private const string Orleans = "Microsoft.Orleans"; // The meter with the number of living grains.

    private static readonly string[] Ours = [LoyaltyMetrics.MeterName, JournalMetrics.MeterName];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, Family> _families = new();

    /// <summary>Begins to collect; call once, before the first measurement that matters.</summary>
    public void Listen()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsWanted(instrument))
            {
                _families.GetOrAdd(instrument, published => new Family(published));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Every metric as it is now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            family.Write(text);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    // A framework records a dozen things at each call to a grain. What it tells when it is asked costs calls nothing.
    private static bool IsWanted(Instrument instrument) =>
        Ours.Contains(instrument.Meter.Name) || (instrument.Meter.Name == Orleans && instrument.IsObservable);

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_families.TryGetValue(instrument, out var family))
        {
            family.Record(value, tags);
        }
    }

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
