using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GraphQLEngine.Server;

/// <summary>Takes one operation from the request to its results, the same for every transport.</summary>
internal sealed class OperationRunner(
    Executor executor, GraphQLServerOptions options, ILogger log, CancellationToken stopping)
{
    private static readonly TimeSpan UntilAnotherServes = TimeSpan.FromSeconds(1);

    private readonly PreparedDocuments _documents = new(executor);

    public GraphQLServerOptions Options => options;

    public ILogger Log => log;

    /// <exception cref="RequestRefusedException">
    /// The application turns it away, no such document may run, or the server stops while it is being validated.
    /// </exception>
    public async ValueTask<Preparation> PrepareAsync(
        HttpContext http, OperationRequest request, CancellationToken cancellation)
    {
        await options.Hooks.AdmitAsync(http, request, cancellation);
        try
        {
            return _documents.Prepare(DocumentOf(request), request.OperationName, cancellation, stopping);
        }
        catch (OperationCanceledException)
            when (stopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "The server is stopping.")
            {
                Code = "STOPPING",
                RetryAfter = UntilAnotherServes,
            };
        }
    }

    /// <summary>Runs a query or mutation within an HTTP request and writes its response.</summary>
    public ValueTask<Outcome> ExecuteAsync(
        HttpContext http, PreparedOperation operation, OperationRequest request, PooledBuffer output)
    {
        var context = new RequestContext(http.RequestServices, http.User, http.RequestAborted);
        context.Features.Set(http);
        options.Hooks.Prepare(context, http);
        return executor.ExecuteAsync(operation, request.Variables, context, output);
    }

    /// <summary>
    /// Runs any operation and hands its results to <paramref name="sink"/>. It lives as long as it takes, so it has
    /// services of its own, and each event of a subscription again.
    /// </summary>
    public async Task StreamAsync(
        HttpContext http, PreparedOperation operation, OperationRequest request, IResultSink sink, CancellationToken cancellation)
    {
        try
        {
            var scopes = http.RequestServices.GetRequiredService<IServiceScopeFactory>();
            await using var scope = scopes.CreateAsyncScope();
            var context = new RequestContext(scope.ServiceProvider, http.User, cancellation)
            {
                BeginEvent = whole => BeginEvent(scopes, whole, http),
            };
            context.Features.Set(http);
            options.Hooks.Prepare(context, http);

            if (operation.Kind == Language.OperationKind.Subscription)
            {
                await StreamEventsAsync(operation, request, context, sink, cancellation);
            }
            else
            {
                await StreamOneAsync(operation, request, context, sink, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Whoever cancelled it knows; there is nobody else to tell.
        }
        catch (GraphQLException problem)
        {
            await sink.FailAsync(problem.Errors, cancellation);
        }
        catch (Exception exception)
        {
            await sink.FailAsync([Faults.Report(log, exception)], cancellation);
        }
    }

    private async Task StreamEventsAsync(
        PreparedOperation operation, OperationRequest request, RequestContext context, IResultSink sink,
        CancellationToken cancellation)
    {
        await using var subscription = await executor.SubscribeAsync(operation, request.Variables, context);
        if (subscription.Errors is { } errors)
        {
            await sink.FailAsync(errors, cancellation);
            return;
        }

        using var frame = new PooledBuffer();
        while (true)
        {
            frame.Clear();
            sink.BeginNext(frame);

            // The next event is asked for only when the last was taken: so a slow reader holds its source back.
            if (!await subscription.NextAsync(frame))
            {
                break;
            }

            await sink.SendNextAsync(frame, cancellation);
        }

        await sink.CompleteAsync(cancellation);
    }

    private async Task StreamOneAsync(
        PreparedOperation operation, OperationRequest request, RequestContext context, IResultSink sink,
        CancellationToken cancellation)
    {
        using var frame = new PooledBuffer();
        sink.BeginNext(frame);
        await executor.ExecuteAsync(operation, request.Variables, context, frame);
        await sink.SendNextAsync(frame, cancellation);
        await sink.CompleteAsync(cancellation);
    }

    private EventScope BeginEvent(IServiceScopeFactory scopes, RequestContext whole, HttpContext http)
    {
        var scope = scopes.CreateAsyncScope();
        var context = new RequestContext(scope.ServiceProvider, whole.User, whole.Cancellation);
        context.Features.Set(http);
        options.Hooks.Prepare(context, http);
        return new EventScope(context, scope);
    }

    private ReadOnlyMemory<byte> DocumentOf(OperationRequest request)
    {
        if (request.DocumentId is { } id)
        {
            return options.PersistedDocuments.TryFind(id, out var document)
                ? document
                : throw new RequestRefusedException(
                    StatusCodes.Status400BadRequest, "There is no persisted document with this id.")
                {
                    Code = "PERSISTED_DOCUMENT_NOT_FOUND",
                };
        }

        if (options.OnlyPersistedDocuments)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, "Only persisted documents are served here: send \"documentId\".")
            {
                Code = "ONLY_PERSISTED_DOCUMENTS",
            };
        }

        return request.Document.IsEmpty
            ? throw RequestRefusedException.BadRequest("The parameter \"query\" is missing.")
            : request.Document;
    }
}
