using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public sealed class WatchingOperations
{
    private static Answer Answer(string name) => new Answer("type Query { slow: Int, quick: Int, bad: Int }")
        .WithAsync("Query.slow", async _ =>
        {
            await Task.Yield();
            return Activity.Current?.Parent?.OperationName == $"query {name}" ? 1 : 0;
        })
        .With("Query.quick", _ => 2)
        .With("Query.bad", _ => throw new GraphQLException("No."));

    [Fact]
    public async Task Gives_a_span_to_each_and_to_resolvers_that_await()
    {
        var name = $"Spans{Guid.NewGuid():N}";
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Add(span),
        };
        ActivitySource.AddActivityListener(listener);

        Assert.Equal("""{"data":{"slow":1,"quick":2}}""", await Answer(name).ToAsync($"query {name} {{slow quick}}"));

        var operation = Assert.Single(spans, span => span.OperationName == $"query {name}");
        var resolvers = spans.Where(span => span.ParentSpanId == operation.SpanId && span.Recorded).ToList();
        Assert.Equal("Query.slow", Assert.Single(resolvers).OperationName);
    }

    [Fact]
    public async Task Measures_them_by_name_and_outcome()
    {
        var name = $"Times{Guid.NewGuid():N}";
        var outcomes = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
            if (all["graphql.operation.name"] == name)
            {
                outcomes.Add($"{all["graphql.operation.type"]} {all["outcome"]}");
            }
        });
        listener.Start();

        await Answer(name).ToAsync($"query {name} {{quick}}");
        await Answer(name).ToAsync($"query {name} {{bad}}");
        await Answer(name).ToAsync($"query {name}($s: Boolean!) {{quick @skip(if: $s)}}");

        Assert.Equal(["query field_errors", "query refused", "query succeeded"], outcomes.Order());
    }
}
