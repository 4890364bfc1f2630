using System.IO.Pipelines;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace GraphQLEngine.Server;

/// <summary>Answers GraphQL over HTTP and leads event streams to who serves them.</summary>
internal sealed class GraphQLEndpoint(OperationRunner runner, EventStreamEndpoint streams)
{
    private readonly GraphQLServerOptions _options = runner.Options;

    public async Task HandleAsync(HttpContext http)
    {
        var format = Negotiation.Choose(http.Request.Headers.Accept);

        try
        {
            await DispatchAsync(http, format);
        }
        catch (RequestRefusedException refused)
        {
            await ErrorResponse.WriteAsync(http, refused, format);
        }
        catch (BadHttpRequestException problem)
        {
            await ErrorResponse.WriteAsync(
                http, new RequestRefusedException(problem.StatusCode, "The request could not be read to its end."), format);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await ErrorResponse.WriteAsync(
                http, StatusCodes.Status500InternalServerError, [Faults.Report(runner.Log, exception)], format);
        }
    }

    private async Task DispatchAsync(HttpContext http, ResponseFormat? format)
    {
        var method = http.Request.Method;

        if (HttpMethods.IsPost(method))
        {
            await AnswerAsync(http, format, await ReadBodyAsync(http));
        }
        else if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            await GetAsync(http, format);
        }
        else if (HttpMethods.IsPut(method) || HttpMethods.IsDelete(method))
        {
            await streams.HandleAsync(http);
        }
        else
        {
            throw RequestRefusedException.MethodNotAllowed("Use GET or POST.", "GET, POST");
        }
    }

    private async Task GetAsync(HttpContext http, ResponseFormat? format)
    {
        http.Response.Headers.CacheControl = "no-store";

        if (format == ResponseFormat.EventStream && EventStreamEndpoint.Serves(http))
        {
            await streams.HandleAsync(http);
        }
        else if (_options.QueryPage && QueryPage.IsWantedBy(http.Request))
        {
            await QueryPage.WriteAsync(http);
        }
        else if (_options.AllowGet)
        {
            await AnswerAsync(http, format, RequestQueryString.Parse(http.Request.Query));
        }
        else
        {
            throw RequestRefusedException.MethodNotAllowed("Queries by GET are switched off here: use POST.", "POST");
        }
    }

    private async Task AnswerAsync(HttpContext http, ResponseFormat? format, OperationRequest request)
    {
        if (EventStreamEndpoint.Serves(http))
        {
            await streams.AcceptAsync(http, request);
            return;
        }

        if (format is null)
        {
            throw new RequestRefusedException(
                StatusCodes.Status406NotAcceptable,
                $"Answers are {Negotiation.GraphQLResponse}, {Negotiation.Json} or {Negotiation.EventStream}.");
        }

        var (operation, errors) = await runner.PrepareAsync(http, request, http.RequestAborted);
        if (operation is not null)
        {
            RefuseMisplaced(operation.Kind, http.Request.Method, format.Value);
        }

        if (format == ResponseFormat.EventStream)
        {
            await streams.StreamAsync(http, operation, errors, request);
        }
        else if (operation is null)
        {
            await ErrorResponse.WriteAsync(http, ErrorResponse.StatusOfRefusal(format.Value), errors!, format);
        }
        else
        {
            await ExecuteAsync(http, operation, request, format.Value);
        }
    }

    private async Task ExecuteAsync(
        HttpContext http, PreparedOperation operation, OperationRequest request, ResponseFormat format)
    {
        using var output = new PooledBuffer(4096);
        var outcome = await runner.ExecuteAsync(http, operation, request, output);

        var response = http.Response;
        response.StatusCode = outcome == Outcome.Refused ? ErrorResponse.StatusOfRefusal(format) : StatusCodes.Status200OK;
        response.ContentType = ErrorResponse.ContentTypeOf(format);
        response.ContentLength = output.Length;
        await response.BodyWriter.WriteAsync(output.Written, http.RequestAborted);
    }

    private static void RefuseMisplaced(OperationKind kind, string method, ResponseFormat format)
    {
        if (kind == OperationKind.Mutation && !HttpMethods.IsPost(method))
        {
            throw RequestRefusedException.MethodNotAllowed("Mutations must be sent by POST.", "POST");
        }

        if (kind == OperationKind.Subscription && format != ResponseFormat.EventStream)
        {
            throw RequestRefusedException.BadRequest(
                "Subscriptions are served over WebSocket (graphql-transport-ws) and as text/event-stream.");
        }
    }

    private async ValueTask<OperationRequest> ReadBodyAsync(HttpContext http)
    {
        var contentType = http.Request.ContentType;
        if (contentType is Negotiation.Json or Negotiation.Json + "; charset=utf-8")
        {
            return await ReadJsonAsync(http.Request);
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            throw UnsupportedMediaType();
        }

        if (type.MediaType.Equals(Negotiation.Json, StringComparison.OrdinalIgnoreCase))
        {
            return type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? await ReadJsonAsync(http.Request)
                : throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "JSON must be UTF-8.");
        }

        if (_options.AllowUploads && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return _options.RequirePreflight && !http.Request.Headers.ContainsKey("GraphQL-Preflight")
                ? throw RequestRefusedException.BadRequest("Multipart requests must carry the header GraphQL-Preflight: 1.")
                : await MultipartRequest.ReadAsync(http, _options);
        }

        throw UnsupportedMediaType();
    }

    private static RequestRefusedException UnsupportedMediaType() => new(
        StatusCodes.Status415UnsupportedMediaType, "The content type must be application/json or multipart/form-data.");

    private async ValueTask<OperationRequest> ReadJsonAsync(HttpRequest request)
    {
        var limit = _options.MaxRequestBytes;
        if (request.ContentLength > limit)
        {
            throw RequestRefusedException.TooLarge("The request", limit);
        }

        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                throw RequestRefusedException.TooLarge("The request", limit);
            }

            if (read.IsCompleted)
            {
                return Parse(body, read);
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static OperationRequest Parse(PipeReader body, ReadResult read)
    {
        try
        {
            return read.Buffer.IsEmpty
                ? throw RequestRefusedException.BadRequest("The request body is empty.")
                : RequestJson.Parse(read.Buffer);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>Whether the request may want to become a WebSocket; cheap, for it is asked of every request.</summary>
    public static bool MayBeSocket(HttpContext http) =>
        http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || http.WebSockets.IsWebSocketRequest;
}
