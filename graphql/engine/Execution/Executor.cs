using System.Buffers;
using System.Diagnostics;
using GraphQLEngine.Language;
using GraphQLEngine.Types;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

/// <summary>How an execution ended, for transports that choose a status by it.</summary>
public enum Outcome
{
    /// <summary>Data and no errors.</summary>
    Succeeded,

    /// <summary>Data (or <c>"data":null</c>) and errors of fields.</summary>
    FieldErrors,

    /// <summary>
    /// Errors alone, without a <c>data</c> entry: nothing was run (variables, cost), or it took too long.
    /// </summary>
    Refused,
}

/// <summary>Answers operations against one schema. Create it once; it is safe to use from any thread.</summary>
public sealed class Executor
{
    private readonly ExecutorOptions _options;
    private readonly DocumentCache _cache;

    /// <summary>Throws <see cref="GraphQLException"/> when the schema violates the specification.</summary>
    public Executor(Schema schema, ExecutorOptions? options = null)
    {
        SchemaValidation.Require(schema);
        Schema = schema;
        _options = options ?? new ExecutorOptions();
        _cache = new DocumentCache(_options.CachedDocuments);
    }

    public Schema Schema { get; }

    /// <summary>
    /// Parses, validates and plans a document, or finds it in the cache. Throws
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellation"/> fires during long work.
    /// </summary>
    public Preparation Prepare(
        string query, string? operationName = null, CancellationToken cancellation = default)
    {
        if (_cache.Find(query, operationName) is { } known)
        {
            return new Preparation(known, null);
        }

        try
        {
            var document = Parser.Parse(query, ParserLimits.Default with { MaxTokens = _options.MaxTokens });
            var errors = DocumentValidator.Validate(Schema, document, _options, cancellation);
            if (errors.Count > 0)
            {
                return new Preparation(null, errors);
            }

            var operation = new PreparedOperation(
                Schema, document, Choose(document, operationName), _cache.Budget);
            _cache.Add(query, operationName, operation);
            return new Preparation(operation, null);
        }
        catch (GraphQLSyntaxException exception)
        {
            return new Preparation(null, [new GraphQLError(exception.Message) { Locations = [exception.Location] }]);
        }
        catch (GraphQLException refusal)
        {
            return new Preparation(null, refusal.Errors);
        }
    }

    /// <summary>
    /// Runs a query or mutation and writes the whole response (<c>{"data":…}</c>) as UTF-8 JSON. Nothing is written
    /// before it is complete. Throws <see cref="OperationCanceledException"/> when the client has left.
    /// </summary>
    public ValueTask<Outcome> ExecuteAsync(
        PreparedOperation operation,
        IReadOnlyDictionary<string, object?>? variables,
        RequestContext context,
        IBufferWriter<byte> output) =>
        RunAsync(operation, variables, context, null, output);

    /// <summary>Opens the stream of a subscription.</summary>
    public ValueTask<Subscription> SubscribeAsync(
        PreparedOperation operation, IReadOnlyDictionary<string, object?>? variables, RequestContext context) =>
        Subscription.OpenAsync(this, operation, variables, context);

    /// <summary>Writes a response that has errors alone.</summary>
    public static void WriteErrors(IReadOnlyList<GraphQLError> errors, IBufferWriter<byte> output) =>
        ResponseWriter.WriteErrors(output, errors);

    /// <summary>Writes the bare list of errors, as graphql-transport-ws has it.</summary>
    public static void WriteErrorList(IReadOnlyList<GraphQLError> errors, IBufferWriter<byte> output) =>
        ResponseWriter.WriteErrorList(output, errors);

    internal ExecutorOptions Options => _options;

    internal ValueTask<Outcome> RunAsync(
        PreparedOperation operation,
        IReadOnlyDictionary<string, object?>? variables,
        RequestContext context,
        object? source,
        IBufferWriter<byte> output) => Telemetry.IsWatched
            ? WatchAsync(operation, variables, context, source, output)
            : AnswerAsync(operation, variables, context, source, output);

    private async ValueTask<Outcome> WatchAsync(
        PreparedOperation operation,
        IReadOnlyDictionary<string, object?>? variables,
        RequestContext context,
        object? source,
        IBufferWriter<byte> output)
    {
        var started = Stopwatch.GetTimestamp();
        var activity = Telemetry.BeginOperation(operation);
        var told = "cancelled";
        try
        {
            var outcome = await AnswerAsync(operation, variables, context, source, output);
            told = outcome switch
            {
                Outcome.Succeeded => "succeeded",
                Outcome.FieldErrors => "field_errors",
                _ => "refused",
            };
            return outcome;
        }
        finally
        {
            Telemetry.EndOperation(operation, activity, started, told);
        }
    }

    private ValueTask<Outcome> AnswerAsync(
        PreparedOperation operation,
        IReadOnlyDictionary<string, object?>? variables,
        RequestContext context,
        object? source,
        IBufferWriter<byte> output)
    {
        OperationRun run;
        try
        {
            run = Begin(operation, variables, context);
        }
        catch (RefusedOperationException refusal)
        {
            ResponseWriter.WriteErrors(output, refusal.Errors);
            return new ValueTask<Outcome>(Outcome.Refused);
        }
        catch (GraphQLException refusal)
        {
            ResponseWriter.Write(output, null, refusal.Errors, null);
            return new ValueTask<Outcome>(Outcome.FieldErrors);
        }

        var running = run.RunAsync(source);
        return running.IsCompletedSuccessfully
            ? new ValueTask<Outcome>(Finish(run, output))
            : FinishAsync(running, run, output);
    }

    /// <summary>
    /// Coerces variables and weighs the cost. Throws <see cref="RefusedOperationException"/> when nothing may run, and
    /// another <see cref="GraphQLException"/> when the root's fields cannot be told.
    /// </summary>
    internal OperationRun Begin(
        PreparedOperation operation, IReadOnlyDictionary<string, object?>? variables, RequestContext context)
    {
        var coerced = operation.Variables.Coerce(variables, _options, out var errors);
        if (errors is not null)
        {
            throw new RefusedOperationException(errors);
        }

        var plan = operation.Plans.For(coerced);
        _ = plan.Root; // Throws when a condition at the root has no value.
        var cost = _options.MaxCost > 0 || _options.ReportCost ? CostOf(plan, coerced, context.Cancellation) : null;
        return new OperationRun(operation, plan, coerced, context, _options) { Extensions = cost };
    }

    private Dictionary<string, object?>? CostOf(
        OperationPlan plan, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellation)
    {
        var cost = new CostAnalysis(Schema, variables, _options.AssumedListSize, cancellation).Of(plan.Root);
        var figures = new Dictionary<string, object?>
        {
            ["requested"] = double.IsFinite(cost) ? cost : null,
            ["maximum"] = _options.MaxCost > 0 ? _options.MaxCost : null,
        };
        if (_options.MaxCost > 0 && cost > _options.MaxCost)
        {
            var told = double.IsFinite(cost) ? FormattableString.Invariant($"{cost}") : "more than can be told";
            throw new RefusedOperationException(
            [
                new GraphQLError(FormattableString.Invariant(
                    $"The operation costs {told}; at most {_options.MaxCost} is answered."))
                {
                    Extensions = new Dictionary<string, object?> { ["code"] = "COST_EXCEEDED", ["cost"] = figures },
                },
            ]);
        }

        return _options.ReportCost ? new Dictionary<string, object?> { ["cost"] = figures } : null;
    }

    private static async ValueTask<Outcome> FinishAsync(ValueTask running, OperationRun run, IBufferWriter<byte> output)
    {
        try
        {
            await running;
            return Finish(run, output);
        }
        catch (OperationCanceledException) when (!run.Context.Cancellation.IsCancellationRequested && run.IsOverdue)
        {
            ResponseWriter.WriteErrors(output, [new GraphQLError("The operation took too long.").WithCode("TIMEOUT")]);
            return Outcome.Refused;
        }
        finally
        {
            run.Close();
        }
    }

    private static Outcome Finish(OperationRun run, IBufferWriter<byte> output)
    {
        run.Close();
        ResponseWriter.Write(output, run.Data, run.Errors, run.Extensions);
        return run.Errors is null ? Outcome.Succeeded : Outcome.FieldErrors;
    }

    private OperationNode Choose(DocumentNode document, string? name)
    {
        var operations = document.Definitions.OfType<OperationNode>().ToList();
        if (operations.Count > 1 && name is null)
        {
            throw new GraphQLException("Must provide operation name if query contains multiple operations.");
        }

        var chosen = name is null ? operations.FirstOrDefault() : operations.Find(node => node.Name?.Value == name);
        if (chosen is null)
        {
            throw new GraphQLException(
                name is null ? "Must provide an operation." : $"Unknown operation named \"{name}\".");
        }

        if (Schema.RootOf(chosen.Kind) is null)
        {
            var kind = chosen.Kind.ToString().ToLowerInvariant();
            throw new GraphQLException(new GraphQLError($"Schema is not configured to execute {kind} operation.")
            {
                Locations = [chosen.Location],
            });
        }

        return chosen;
    }
}
