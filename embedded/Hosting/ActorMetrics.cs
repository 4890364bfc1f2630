using System.Diagnostics.Metrics;

namespace EmbeddedActors;

/// <summary>The figures of meter <c>EmbeddedActors</c>.</summary>
internal sealed class ActorMetrics
{
    private readonly Counter<long> _collected;
    private readonly Counter<long> _timedOut;

    public ActorMetrics(IMeterFactory meters, GrainClasses classes)
    {
        var meter = meters.Create("EmbeddedActors");
        meter.CreateObservableUpDownCounter(
            "actors.activations",
            () => classes.All.Select(each => new Measurement<int>(each.Activations, new KeyValuePair<string, object?>("grain", each.Name))),
            description: "Grains alive now.");
        _collected = meter.CreateCounter<long>("actors.collected", description: "Grains deactivated for being idle.");
        _timedOut = meter.CreateCounter<long>("actors.timeouts", description: "Calls unanswered in time.");
    }

    public void Collected(int count) => _collected.Add(count);

    public void TimedOut(int count) => _timedOut.Add(count);
}
