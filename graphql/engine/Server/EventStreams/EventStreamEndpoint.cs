using System.Collections.Concurrent;
using System.Security.Cryptography;
using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace GraphQLEngine.Server;

/// <summary>
/// graphql-sse in both its modes: a stream an operation ("distinct connections"), and one stream for many operations
/// ("single connection"): reserved by PUT, opened by GET, fed by POST, an operation ended by DELETE.
/// </summary>
/// <remarks>
/// The token of a reserved stream is a secret of its client: operations on the stream run as whoever opened it.
/// </remarks>
internal sealed class EventStreamEndpoint(OperationRunner runner, IHostApplicationLifetime lifetime)
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";

    private static readonly GraphQLError Expired = new GraphQLError("The session has expired.").WithCode("SESSION_EXPIRED");

    private readonly ConcurrentDictionary<string, ReservedStream> _reserved = new(StringComparer.Ordinal);

    /// <summary>Whether the request speaks of a reserved stream.</summary>
    public static bool Serves(HttpContext http) =>
        http.Request.Headers.ContainsKey(TokenHeader) || http.Request.Query.ContainsKey("token");

    /// <summary>PUT reserves a stream, GET opens it, DELETE ends one of its operations.</summary>
    public Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsPut(http.Request.Method))
        {
            return ReserveAsync(http);
        }

        return HttpMethods.IsGet(http.Request.Method) ? OpenAsync(http) : StopOperationAsync(http);
    }

    /// <summary>Runs an operation whose results are this response.</summary>
    public async Task StreamAsync(
        HttpContext http, PreparedOperation? operation, IReadOnlyList<GraphQLError>? errors, OperationRequest request)
    {
        await using var stream = await EventStream.OpenAsync(http, runner.Options);
        var sink = new EventSink(stream, id: null, () => true);

        if (operation is null)
        {
            await sink.FailAsync(errors!, http.RequestAborted);
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var expired = false;
        using (ExpiryOf(http, () => { expired = true; ended.Cancel(); }))
        {
            await runner.StreamAsync(http, operation, request, sink, ended.Token);
        }

        if (Volatile.Read(ref expired))
        {
            await sink.FailAsync([Expired], http.RequestAborted);
        }
    }

    /// <summary>Starts an operation whose results go to a reserved stream, and answers 202.</summary>
    public async Task AcceptAsync(HttpContext http, OperationRequest request)
    {
        var reserved = Find(http);
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            throw RequestRefusedException.MethodNotAllowed("Send operations for an event stream by POST.", "POST");
        }

        if (request.Extensions?.GetValueOrDefault("operationId") is not string id || id.Length == 0)
        {
            throw RequestRefusedException.BadRequest("The parameter \"extensions.operationId\" is missing.");
        }

        if (reserved.Http is not { } owner)
        {
            throw new RequestRefusedException(StatusCodes.Status409Conflict, "The event stream is not open.");
        }

        var (operation, errors) = await runner.PrepareAsync(owner, request, http.RequestAborted);
        if (operation is null)
        {
            await ErrorResponse.WriteAsync(http, StatusCodes.Status400BadRequest, errors!, ResponseFormat.Json);
            return;
        }

        reserved.Start(id, operation, request, runner);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private Task ReserveAsync(HttpContext http)
    {
        var streaming = runner.Options.Streaming;
        if (_reserved.Count >= streaming.MaxEventStreams)
        {
            throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "Too many event streams.")
            {
                RetryAfter = streaming.ConnectionInitTimeout,
            };
        }

        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _reserved[token] = new ReservedStream(
            new Deadline(
                runner.Options.Clock,
                runner.Options.Clock.GetUtcNow() + streaming.ConnectionInitTimeout,
                () => _reserved.TryRemove(token, out _)));

        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(token, http.RequestAborted);
    }

    private async Task OpenAsync(HttpContext http)
    {
        var reserved = Find(http);
        var ended = new CancellationTokenSource();
        using var left = http.RequestAborted.Register(ended.Cancel);
        using var stopping = lifetime.ApplicationStopping.Register(ended.Cancel);
        using var expiry = ExpiryOf(http, ended.Cancel);

        if (!reserved.TryClaim())
        {
            throw new RequestRefusedException(StatusCodes.Status409Conflict, "The event stream is open already.");
        }

        try
        {
            await using var stream = await EventStream.OpenAsync(http, runner.Options);
            await reserved.ServeAsync(http, stream, ended.Token);
        }
        finally
        {
            _reserved.TryRemove(TokenOf(http), out _);
        }
    }

    private Task StopOperationAsync(HttpContext http)
    {
        Find(http).Stop(http.Request.Query["operationId"].ToString());
        http.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }

    private Deadline? ExpiryOf(HttpContext http, Action action) =>
        runner.Options.Hooks.ExpiresAt(http) is { } end ? new Deadline(runner.Options.Clock, end, action) : null;

    private ReservedStream Find(HttpContext http) => _reserved.TryGetValue(TokenOf(http), out var stream)
        ? stream
        : throw new RequestRefusedException(StatusCodes.Status404NotFound, "There is no such event stream.");

    private static string TokenOf(HttpContext http) =>
        http.Request.Headers[TokenHeader] is [{ } header] ? header : http.Request.Query["token"].ToString();
}
