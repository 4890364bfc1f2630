using System.Buffers;

namespace GraphQLEngine.Execution;

/// <summary>A running subscription, or why it could not be opened.</summary>
public sealed class Subscription : IAsyncDisposable
{
    private readonly Executor _executor;
    private readonly PreparedOperation _operation;
    private readonly IReadOnlyDictionary<string, object?>? _variables;
    private readonly RequestContext _context;
    private readonly IAsyncEnumerator<object?>? _events;

    private Subscription(
        Executor executor,
        PreparedOperation operation,
        IReadOnlyDictionary<string, object?>? variables,
        RequestContext context,
        IAsyncEnumerable<object?>? events)
    {
        _executor = executor;
        _operation = operation;
        _variables = variables;
        _context = context;
        _events = events?.GetAsyncEnumerator(context.Cancellation);
    }

    /// <summary>Set when it could not be opened; then there is nothing to read.</summary>
    public IReadOnlyList<GraphQLError>? Errors { get; private init; }

    /// <summary>
    /// Waits for the next event, executes it and writes its response; false at the end of the stream. Reading the
    /// next only when the last was sent is what holds the source back. A failing source throws
    /// <see cref="GraphQLException"/> with the errors to tell, a client that has left
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    public async ValueTask<bool> NextAsync(IBufferWriter<byte> output)
    {
        if (_events is null)
        {
            return false;
        }

        try
        {
            if (!await _events.MoveNextAsync())
            {
                return false;
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or GraphQLException))
        {
            throw new GraphQLException(Failures.Mask(exception, _executor.Options));
        }

        var scope = _context.BeginEvent?.Invoke(_context) ?? new EventScope(_context, null);
        await using (scope.Lifetime)
        {
            await _executor.RunAsync(_operation, _variables, scope.Context, _events.Current, output);
        }

        return true;
    }

    /// <summary>Closes the source.</summary>
    public ValueTask DisposeAsync() => _events?.DisposeAsync() ?? default;

    internal static async ValueTask<Subscription> OpenAsync(
        Executor executor,
        PreparedOperation operation,
        IReadOnlyDictionary<string, object?>? variables,
        RequestContext context)
    {
        try
        {
            var run = executor.Begin(operation, variables, context);
            var events = await run.SubscribeAsync();
            return events is null
                ? Refused(run.Errors!)
                : new Subscription(executor, operation, variables, context, events);
        }
        catch (GraphQLException refusal)
        {
            return Refused(refusal.Errors);
        }

        Subscription Refused(IReadOnlyList<GraphQLError> why) =>
            new(executor, operation, variables, context, null) { Errors = why };
    }
}
