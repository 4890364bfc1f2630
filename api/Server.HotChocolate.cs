using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Serialization;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Execution;
using HotChocolate.Language;
using HotChocolate.Resolvers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Api.Access;
using RequestDelegate = Microsoft.AspNetCore.Http.RequestDelegate;

namespace OrleansLoyalty.Api;

/// <summary>Serves the gateway with Hot Chocolate.</summary>
public static class Server
{
    /// <summary>The engine's name in what the process says of itself.</summary>
    public const string Framework = "hotchocolate";

    private static readonly Lock Building = new();

    /// <summary>Adds the engine. The source generator registers the types and the data loaders.</summary>
    internal static void AddEngine(IServiceCollection services, GatewayOptions gateway)
    {
        services.AddSingleton(gateway);
        services.AddSingleton(_ => Documents.Read(gateway.DocumentsFolder));
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/graphql-response+json"];
        });
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = gateway.MaxUploadBytes);
        services.AddHttpResponseFormatter<StatusOfFaults>();
        services.AddSha256DocumentHashProvider(HashFormat.Hex);
        services.AddGraphQLServer(maxAllowedRequestSize: (int)gateway.MaxRequestBytes)
            .AddAuthorization()
            .AddUploadType()
            .AddApiTypes()
            .AddParameterExpressionBuilder(context => PageOf(context))
            .ModifyPagingOptions(paging =>
            {
                paging.DefaultPageSize = 20;
                paging.MaxPageSize = 100;
            })
            .ModifyOptions(options => options.DefaultQueryDependencyInjectionScope = DependencyInjectionScope.Request)
            .ModifyParserOptions(parser =>
            {
                parser.MaxAllowedTokens = gateway.MaxTokens;
                parser.MaxAllowedNodes = gateway.MaxTokens;
                parser.MaxAllowedFields = gateway.MaxFields;
            })
            .ModifyRequestOptions(request =>
            {
                request.ExecutionTimeout = gateway.OperationTimeout;
                request.IncludeExceptionDetails = false;
            })
            .ModifyCostOptions(cost =>
            {
                cost.MaxFieldCost = gateway.MaxCost;
                cost.MaxTypeCost = gateway.MaxCost;
            })
            .AddMaxExecutionDepthRule(gateway.MaxDepth, skipIntrospectionFields: true)
            .DisableIntrospection(gateway.Production)
            .AddErrorFilter<Reporting>()
            .AddSocketSessionInterceptor<Sockets>()
            .ConfigureSchemaServices(Nesting.GuardSockets)
            .UseRequest(OnlyPublishedDocuments)
            .UseInstrumentation()
            .UseExceptions()
            .UseTimeout()
            .UseDocumentCache()
            .UseDocumentParser()
            .UseRequest(OnlyDocumentsWithinBounds)
            .UseRequest(OnePointsMovingFieldADocument)
            .UseDocumentValidation()
            .UseCostAnalyzer()
            .UseOperationCache()
            .UseOperationResolver()
            .UseSkipWarmupExecution()
            .UseOperationVariableCoercion()
            .UseOperationExecution();
    }

    /// <summary>Serves <c>/graphql</c>.</summary>
    internal static void MapEngine(WebApplication app)
    {
        var gateway = app.Services.GetRequiredService<GatewayOptions>();
        _ = BuiltSchema(app.Services);
        app.UseResponseCompression();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/graphql", StringComparison.Ordinal),
            graphql =>
            {
                graphql.Use(AllowUploadsAsync).Use(Uploads.RefuseTooLargeAsync).Use(EndWithTheTokenAsync).Use(RefuseTooDeepAsync);
                if (app.Services.GetRequiredService<Documents>().AreStored)
                {
                    graphql.Use(PutDocumentsInPlaceAsync);
                }
            });
        app.MapGraphQL().WithOptions(new GraphQLServerOptions
        {
            EnableBatching = false,
            EnableSchemaRequests = false,
            EnforceMultipartRequestsPreflightHeader = true,
            Sockets = { ConnectionInitializationTimeout = gateway.ConnectionInitTimeout },
            Tool = { Enable = !gateway.Production, ServeMode = GraphQLToolServeMode.Embedded, DisableTelemetry = true },
        });
    }

    /// <summary>The schema as SDL.</summary>
    public static string PrintSchema(IServiceProvider services) => BuiltSchema(services).Print();

    // Built before the port opens, so that no caller meets a schema with an error; and one at a time, since the
    // builder keeps state that two schemas of one process would share.
    private static ISchema BuiltSchema(IServiceProvider services)
    {
        lock (Building)
        {
            var engine = services.GetRequiredService<IRequestExecutorResolver>();
            return engine.GetRequestExecutorAsync().AsTask().GetAwaiter().GetResult().Schema;
        }
    }

    // First in the engine's own pipeline, which every transport goes through.
    private static HotChocolate.Execution.RequestDelegate OnlyPublishedDocuments(
        IRequestCoreMiddlewareContext engine, HotChocolate.Execution.RequestDelegate next)
    {
        var documents = engine.Services.GetRequiredService<Documents>();
        return RefuseUnless(
            next,
            context => documents.Serve(context.Request.DocumentHash),
            "Only documents that were published with this service are served.",
            "DOCUMENT_NOT_PUBLISHED");
    }

    private static HotChocolate.Execution.RequestDelegate OnlyDocumentsWithinBounds(
        IRequestCoreMiddlewareContext engine, HotChocolate.Execution.RequestDelegate next)
    {
        var most = engine.Services.GetRequiredService<GatewayOptions>().MaxFields;
        return RefuseUnless(
            next,
            context => IsKnownGood(context) || DocumentSize.IsWithin(context.Document!, most),
            "The document selects too many fields, or one whose name is too long.",
            "DOCUMENT_TOO_LARGE");
    }

    private static HotChocolate.Execution.RequestDelegate OnePointsMovingFieldADocument(
        IRequestCoreMiddlewareContext engine, HotChocolate.Execution.RequestDelegate next) =>
        RefuseUnless(
            next,
            context => IsKnownGood(context) || PointsMovingFieldsIn(context.Document!) <= 1,
            "Only one points-moving field may be selected in a document.",
            "TOO_MANY_MUTATIONS");

    // The engine remembers documents that went through all of this pipeline, and no others.
    private static bool IsKnownGood(IRequestContext context) => context.Document is null || context.IsCachedDocument;

    private static int PointsMovingFieldsIn(ISyntaxNode node) =>
        (node is FieldNode field && PointsMoving.Fields.Contains(field.Name.Value) ? 1 : 0)
        + node.GetNodes().Sum(PointsMovingFieldsIn);

    private static HotChocolate.Execution.RequestDelegate RefuseUnless(
        HotChocolate.Execution.RequestDelegate next, Func<IRequestContext, bool> allows, string message, string code)
    {
        var refusal = OperationResultBuilder.CreateError(
            ErrorBuilder.New().SetMessage(message).SetCode(code).Build(),
            new Dictionary<string, object?> { [WellKnownContextData.HttpStatusCode] = HttpStatusCode.BadRequest });
        return context =>
        {
            if (allows(context))
            {
                return next(context);
            }

            context.Result = refusal;
            return default;
        };
    }

    private static PagingArguments PageOf(IResolverContext context) => new(
        context.ArgumentValue<int?>("first"), context.ArgumentValue<string?>("after"),
        context.ArgumentValue<int?>("last"), context.ArgumentValue<string?>("before"));

    // A timer holds a month at most; whoever is cut off after that shows the token again.
    private static TimeSpan Until(DateTimeOffset end, TimeProvider clock) =>
        TimeSpan.FromTicks(Math.Clamp((end - clock.GetUtcNow()).Ticks, 0, TimeSpan.TicksPerDay * 30));

    // The host's own limit is for JSON; a multipart request may be as large as its files.
    private static Task AllowUploadsAsync(HttpContext http, RequestDelegate next)
    {
        var gateway = http.RequestServices.GetRequiredService<GatewayOptions>();
        var isForm = http.Request.HasFormContentType;
        if (!isForm && http.Request.ContentLength > gateway.MaxRequestBytes)
        {
            http.Response.StatusCode = StatusCodes.Status413RequestEntityTooLarge;
            return Task.CompletedTask;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = isForm ? gateway.MaxRequestBytes + gateway.MaxUploadBytes : gateway.MaxRequestBytes;
        }

        return next(http);
    }

    // An event stream must not outlive the token that it was opened with, nor hold up a stop.
    private static async Task EndWithTheTokenAsync(HttpContext http, RequestDelegate next)
    {
        var validTo = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        if (validTo is null || !http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        using var expiry = new CancellationTokenSource(Until(validTo.Value, clock), clock);
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, expiry.Token, stopping);
        http.RequestAborted = either.Token;
        await next(http);
    }

    private static async Task RefuseTooDeepAsync(HttpContext http, RequestDelegate next)
    {
        var isWithin = Nesting.IsWithin(Uri.UnescapeDataString(http.Request.QueryString.Value ?? ""));
        if (isWithin && http.Request.HasJsonContentType())
        {
            var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            isWithin = Nesting.IsWithin(body.GetBuffer().AsMemory(0, (int)body.Length));
            body.Position = 0;
            http.Request.Body = body;
        }

        if (isWithin)
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await http.Response.WriteAsJsonAsync(new { errors = new[] { new { message = Nesting.Message } } });
    }

    // This engine knows stored documents by another name, so the text is put in the place of its id.
    private static async Task PutDocumentsInPlaceAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.HasJsonContentType())
        {
            await next(http);
            return;
        }

        var documents = http.RequestServices.GetRequiredService<Documents>();
        var body = await documents.ReadAsync(http.Request.Body, http.RequestAborted);
        http.Request.Body.Position = 0;
        if (body is not null)
        {
            http.Request.Body = new MemoryStream(body);
            http.Request.ContentLength = body.Length;
        }

        await next(http);
    }

    /// <summary>The documents that may be asked for by their sha256; when there are any, no others are served.</summary>
    private sealed class Documents(Dictionary<string, string>? known)
    {
        public static Documents Read(string? folder) => new(folder is null ? null : Directory
            .EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Concat(Directory.EnumerateFiles(folder, "*.json").SelectMany(path =>
                JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!.Values))
            .DistinctBy(IdOf)
            .ToDictionary(IdOf));

        /// <summary>Whether there are any.</summary>
        public bool AreStored => known is not null;

        /// <summary>The body with the text in the place of a known id; null when it stays as it is.</summary>
        public async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellation)
        {
            try
            {
                if (known is null
                    || await JsonNode.ParseAsync(body, cancellationToken: cancellation) is not JsonObject request
                    || request["documentId"]?.ToString() is not { } id
                    || !known.TryGetValue(id.Replace("sha256:", "", StringComparison.Ordinal), out var text))
                {
                    return null;
                }

                request.Remove("documentId");
                request["query"] = text;
                return Encoding.UTF8.GetBytes(request.ToJsonString());
            }
            catch (JsonException)
            {
                return null; // The engine says what is wrong with it.
            }
        }

        /// <summary>Whether a document with this hash is served.</summary>
        public bool Serve(string? hash) => known is null || (hash is not null && known.ContainsKey(hash));

        private static string IdOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
    }

    private sealed class Reporting(ILoggerFactory logs) : IErrorFilter
    {
        private readonly ILogger _log = logs.CreateLogger("OrleansLoyalty.Gateway");

        public IError OnError(IError error)
        {
            // The engine refuses some pages before we see them; a caller learns the same of all of them.
            if (error.Code is "HC0051" or "HC0052" or "HC0079")
            {
                return error.WithExtensions(null).WithCode(BadInput.Code);
            }

            if (error.Exception is not { } exception)
            {
                return error;
            }

            var fault = Fault.Report(exception, _log);
            return error.WithException(null).WithMessage(fault.Message).WithCode(fault.Code);
        }
    }

    // The engine ended an operation that took too long (HC0045): the same request can succeed later.
    private sealed class StatusOfFaults() : DefaultHttpResponseFormatter(new HttpResponseFormatterOptions())
    {
        protected override HttpStatusCode OnDetermineStatusCode(
            IOperationResult result, FormatInfo format, HttpStatusCode? proposedStatusCode) =>
            result.Errors?.Any(error => error.Code is Fault.Unavailable or "HC0045") == true
                ? HttpStatusCode.ServiceUnavailable
                : base.OnDetermineStatusCode(result, format, proposedStatusCode);
    }

    private sealed class Sockets(SignIns signIns, TimeProvider clock) : DefaultSocketSessionInterceptor
    {
        private const int PolicyViolation = 4403;

        public override async ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session, IOperationMessagePayload connectionInitMessage, CancellationToken cancellationToken = default)
        {
            // Browsers cannot set a header on a socket, so the token comes with the first message.
            var payload = connectionInitMessage.As<Dictionary<string, JsonElement>>();
            JsonElement? authorization = payload is null ? null
                : payload.TryGetValue("authorization", out var lower) ? lower
                : payload.TryGetValue("Authorization", out var upper) ? upper
                : null;
            if (SocketToken.From(authorization) is not { } token)
            {
                return ConnectionStatus.Accept();
            }

            if (await signIns.ReadAsync(token, cancellationToken) is not var (user, validTo))
            {
                return ConnectionStatus.Reject("The token is expired, forged or not for this service.");
            }

            session.Connection.HttpContext.User = user;
            _ = CloseAtAsync(session.Connection, validTo);
            return ConnectionStatus.Accept();
        }

        private async Task CloseAtAsync(ISocketConnection connection, DateTimeOffset validTo)
        {
            try
            {
                await Task.Delay(Until(validTo, clock), clock, connection.RequestAborted);
                await connection.CloseAsync("The token has expired.", PolicyViolation, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                // The client has left before.
            }
        }
    }
}
