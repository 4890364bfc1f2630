using System.Diagnostics.Metrics;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Metrics;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Tests.Gateway;

/// <summary>Prometheus asks again and again, whether or not anything happened in between.</summary>
public sealed class ScrapingMetrics : IDisposable
{
    private readonly Meter _meter = new(JournalMetrics.MeterName); // One of those that are collected.
    private readonly MetricsText _metrics = new();

    public ScrapingMetrics() => _metrics.Listen();

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Tells_the_same_number_twice_of_an_observable_counter_at_rest()
    {
        _meter.CreateObservableCounter("test_at_rest_total", () => 9L);

        Assert.Equal("test_at_rest_total 9", Scraped("test_at_rest_total"));
        Assert.Equal("test_at_rest_total 9", Scraped("test_at_rest_total"));
    }

    [Fact]
    public void Adds_up_what_an_ordinary_counter_was_told()
    {
        var counter = _meter.CreateCounter<long>("test_told_total");
        counter.Add(2);
        counter.Add(3);

        Assert.Equal("test_told_total 5", Scraped("test_told_total"));
        Assert.Equal("test_told_total 5", Scraped("test_told_total"));
    }

    [Fact]
    public void Shows_where_an_up_down_counter_stands()
    {
        var counter = _meter.CreateUpDownCounter<long>("test_open");
        counter.Add(2);
        counter.Add(3);
        counter.Add(-1);

        Assert.Equal("test_open 4", Scraped("test_open"));
    }

    private string Scraped(string name) =>
        _metrics.Write().Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal));
}
