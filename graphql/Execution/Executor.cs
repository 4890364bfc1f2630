using System.Buffers;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>How an execution ended, for transports that choose a status by it.</summary>
public enum Outcome
{
    /// <summary>Data and no errors.</summary>
    Succeeded,

    /// <summary>Data (or <c>"data":null</c>) and errors of fields.</summary>
    FieldErrors,

    /// <summary>Errors alone, without a <c>data</c> entry: nothing was run (variables, cost, time-out).</summary>
    Refused,
}

/// <summary>Answers operations against one schema. Create it once; it is safe to use from any thread.</summary>
public sealed class Executor
{
    private readonly ExecutorOptions _options;

    public Executor(Schema schema, ExecutorOptions? options = null)
    {
        Schema = schema;
        _options = options ?? new ExecutorOptions();
    }

    public Schema Schema { get; }

    /// <summary>Parses, validates and plans a document, or finds it in the cache.</summary>
    public Preparation Prepare(string query, string? operationName = null) =>
        throw new NotSupportedException("Being built.");

    /// <summary>
    /// Runs a query or mutation and writes the whole response (<c>{"data":…}</c>) as UTF-8 JSON. Nothing is written
    /// before it is complete. Throws <see cref="OperationCanceledException"/> when the client has left.
    /// </summary>
    public ValueTask<Outcome> ExecuteAsync(
        PreparedOperation operation,
        IReadOnlyDictionary<string, object?>? variables,
        RequestContext context,
        IBufferWriter<byte> output) =>
        throw new NotSupportedException("Being built.");

    /// <summary>Opens the stream of a subscription.</summary>
    public ValueTask<Subscription> SubscribeAsync(
        PreparedOperation operation, IReadOnlyDictionary<string, object?>? variables, RequestContext context) =>
        throw new NotSupportedException("Being built.");

    /// <summary>Writes a response that has errors alone.</summary>
    public static void WriteErrors(IReadOnlyList<GraphQLError> errors, IBufferWriter<byte> output) =>
        throw new NotSupportedException("Being built.");

    /// <summary>Writes the bare list of errors, as graphql-transport-ws has it.</summary>
    public static void WriteErrorList(IReadOnlyList<GraphQLError> errors, IBufferWriter<byte> output) =>
        throw new NotSupportedException("Being built.");
}

/// <summary>A running subscription, or why it could not be opened.</summary>
public sealed class Subscription : IAsyncDisposable
{
    /// <summary>Set when it could not be opened; then there is nothing to read.</summary>
    public IReadOnlyList<GraphQLError>? Errors { get; init; }

    /// <summary>
    /// Waits for the next event, executes it and writes its response; false at the end of the stream. Reading the
    /// next only when the last was sent is what holds the source back. A failing source throws
    /// <see cref="GraphQLException"/> with the errors to tell.
    /// </summary>
    public ValueTask<bool> NextAsync(IBufferWriter<byte> output) => throw new NotSupportedException("Being built.");

    /// <summary>Closes the source.</summary>
    public ValueTask DisposeAsync() => default;
}
