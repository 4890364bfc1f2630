using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GraphQLEngine.Execution;

/// <summary>
/// What operators see: a span for each operation and for each resolver that awaits, and how long operations took by
/// name and outcome. Costs nothing while nobody listens.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "GraphQLEngine";

    // Clients choose operation names, and each name is a time series.
    private const int MaxNames = 1_000;

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly ConcurrentDictionary<string, bool> Names = new(StringComparer.Ordinal);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "graphql.operation.duration", "s", "How long operations took, by name, kind and outcome.");

    internal static bool IsWatched => Duration.Enabled || Source.HasListeners();

    internal static bool IsTraced => Source.HasListeners();

    internal static Activity? BeginOperation(PreparedOperation operation)
    {
        var kind = KindOf(operation);
        var activity = Source.StartActivity(operation.Name is null ? kind : $"{kind} {NameOf(operation)}");
        activity?.SetTag("graphql.operation.name", operation.Name).SetTag("graphql.operation.type", kind);
        return activity;
    }

    internal static void EndOperation(PreparedOperation operation, Activity? activity, long started, string outcome)
    {
        if (outcome != "succeeded")
        {
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
        }

        activity?.Dispose();
        Duration.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            new KeyValuePair<string, object?>("graphql.operation.name", NameOf(operation)),
            new KeyValuePair<string, object?>("graphql.operation.type", KindOf(operation)),
            new KeyValuePair<string, object?>("outcome", outcome));
    }

    internal static Activity? BeginResolver(PlannedField field) =>
        Source.StartActivity($"{field.Parent}.{field.Definition}");

    /// <summary>Forgets the span of a resolver that did not await after all.</summary>
    internal static void Discard(Activity activity)
    {
        activity.IsAllDataRequested = false;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        activity.Dispose();
    }

    private static string NameOf(PreparedOperation operation)
    {
        var name = operation.Name ?? "(anonymous)";
        return Names.ContainsKey(name) || (Names.Count < MaxNames && Names.TryAdd(name, true)) ? name : "(other)";
    }

    private static string KindOf(PreparedOperation operation) => operation.Kind switch
    {
        Language.OperationKind.Mutation => "mutation",
        Language.OperationKind.Subscription => "subscription",
        _ => "query",
    };
}
