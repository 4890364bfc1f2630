using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace OrleansLoyalty.Metrics;

/// <summary>One instrument's series: a number for each set of labels, or a histogram.</summary>
internal sealed class Family(Instrument instrument)
{
    // Seconds of an append and entries of a batch both fall into these.
    private static readonly double[] Buckets =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2000];

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly string _type = Type(instrument);

    // What is observed is asked at each scrape and tells its total; other counters tell what they grew by.
    private readonly bool _tellsWhereItStands =
        instrument.IsObservable || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);

    internal string Name { get; } = instrument.Name.Replace('.', '_').Replace('-', '_');

    internal void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd(Labels(tags), _ => new Series());
        lock (series)
        {
            series.Count++;
            series.Sum = _tellsWhereItStands ? value : series.Sum + value;
            if (_type == "histogram")
            {
                var bucket = Array.FindIndex(Buckets, bound => value <= bound);
                series.InBucket[bucket < 0 ? Buckets.Length : bucket]++;
            }
        }
    }

    internal void Write(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').AppendLine(instrument.Description ?? Name);
        text.Append("# TYPE ").Append(Name).Append(' ').AppendLine(_type);
        foreach (var (labels, series) in _series)
        {
            lock (series)
            {
                if (_type == "histogram")
                {
                    WriteHistogram(text, labels, series);
                }
                else
                {
                    Line(text, Name, labels, series.Sum);
                }
            }
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Series series)
    {
        var below = 0L;
        for (var i = 0; i <= Buckets.Length; i++)
        {
            below += series.InBucket[i];
            var bound = i == Buckets.Length ? "+Inf" : MetricsText.Number(Buckets[i]);
            Line(text, $"{Name}_bucket", Join(labels, $"le=\"{bound}\""), below);
        }

        Line(text, $"{Name}_sum", labels, series.Sum);
        Line(text, $"{Name}_count", labels, series.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(MetricsText.Number(value)).Append('\n');
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = "";
        foreach (var (key, value) in tags)
        {
            labels = Join(labels, $"{key.Replace('.', '_')}=\"{value?.ToString()?.Replace("\"", "'", StringComparison.Ordinal)}\"");
        }

        return labels;
    }

    private static string Join(string labels, string label) => labels.Length == 0 ? label : $"{labels},{label}";

    private static string Type(Instrument instrument) => instrument.GetType().Name switch
    {
        var name when name.StartsWith("Histogram", StringComparison.Ordinal) => "histogram",
        var name when name.Contains("Counter", StringComparison.Ordinal)
            && !name.Contains("UpDown", StringComparison.Ordinal) => "counter",
        _ => "gauge",
    };

    private sealed class Series
    {
        internal long[] InBucket { get; } = new long[Buckets.Length + 1];

        internal long Count { get; set; }

        internal double Sum { get; set; }
    }
}
