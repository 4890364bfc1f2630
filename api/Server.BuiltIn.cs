using GraphQLEngine.Binding;
using GraphQLEngine.Execution;
using GraphQLEngine.Sdl;
using GraphQLEngine.Server;
using GraphQLEngine.Types;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Api.Access;

namespace OrleansLoyalty.Api;

/// <summary>Serves the gateway with the built-in engine.</summary>
public static class Server
{
    /// <summary>The engine's name in what the process says of itself.</summary>
    public const string Framework = "builtin";

    /// <summary>Adds the engine. The data loaders are made by it, one of each a request.</summary>
    internal static void AddEngine(IServiceCollection services, GatewayOptions gateway)
    {
        services.AddHttpContextAccessor();
        services.AddGraphQLCompression();
        services.AddSingleton(gateway);
        services.AddSingleton(provider => OnePointsMovingADocument(AnnotatedSchema.Build(
            typeof(Server).Assembly,
            new BindingOptions { IsService = provider.GetRequiredService<IServiceProviderIsService>().IsService })));
        services.AddSingleton(provider => new Executor(provider.GetRequiredService<Schema>(), new ExecutorOptions
        {
            MaxTokens = gateway.MaxTokens,
            MaxDepth = gateway.MaxDepth,
            MaxAliases = gateway.MaxFields,
            MaxCost = gateway.MaxCost,
            Introspection = !gateway.Production,
            Suggestions = !gateway.Production,
            Timeout = gateway.OperationTimeout,
            RefuseInput = (place, value) =>
                Storable.Problem(value) is { } problem ? BadInput.Error(place, problem).Errors[0] : null,
            OnException = Reporting(provider),
        }));
    }

    /// <summary>Serves <c>/graphql</c>.</summary>
    internal static void MapEngine(WebApplication app)
    {
        var gateway = app.Services.GetRequiredService<GatewayOptions>();
        var options = new GraphQLServerOptions
        {
            MaxRequestBytes = (int)gateway.MaxRequestBytes,
            MaxUploadBytes = gateway.MaxUploadBytes,
            QueryPage = !gateway.Production,
            Hooks = new Hooks(app.Services.GetRequiredService<SignIns>()),
        };
        options.Streaming.ConnectionInitTimeout = gateway.ConnectionInitTimeout;
        if (gateway.DocumentsFolder is { } folder)
        {
            options.PersistedDocuments = PersistedDocuments.FromDirectory(folder);
            options.OnlyPersistedDocuments = true;
        }

        app.UseResponseCompression();
        app.MapGraphQLEngine("/graphql", app.Services.GetRequiredService<Executor>(), options);
    }

    /// <summary>The schema as SDL.</summary>
    public static string PrintSchema(IServiceProvider services) => SdlSchema.Print(services.GetRequiredService<Schema>());

    private static Schema OnePointsMovingADocument(Schema schema)
    {
        foreach (var name in PointsMoving.Fields)
        {
            schema.Mutation!.Fields[name].Metadata.Set(new ExclusiveInDocument("points-moving"));
        }

        return schema;
    }

    private static Func<Exception, GraphQLError, GraphQLError> Reporting(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("OrleansLoyalty.Gateway");
        var accessor = services.GetRequiredService<IHttpContextAccessor>();
        return (exception, error) =>
        {
            var fault = Fault.Report(exception, log);
            if (fault.IsUnavailable && accessor.HttpContext is { Response.HasStarted: false } http)
            {
                http.Response.OnStarting(() =>
                {
                    http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return Task.CompletedTask;
                });
            }

            return error with
            {
                Message = fault.Message,
                Extensions = new Dictionary<string, object?> { ["code"] = fault.Code },
            };
        };
    }

    private sealed class Hooks(SignIns signIns) : GraphQLServerHooks
    {
        private static readonly object ValidTo = new();

        public override async ValueTask<IReadOnlyDictionary<string, object?>?> ConnectAsync(
            HttpContext http, IReadOnlyDictionary<string, object?>? payload, CancellationToken cancellation)
        {
            // Browsers cannot set a header on a socket, so the token comes with the first message.
            if (SocketToken.From(payload?.GetValueOrDefault("authorization") ?? payload?.GetValueOrDefault("Authorization"))
                is not { } token)
            {
                return null;
            }

            if (await signIns.ReadAsync(token, cancellation) is not var (user, validTo))
            {
                throw new ConnectionRefusedException("The token is expired, forged or not for this service.");
            }

            http.User = user;
            http.Items[ValidTo] = validTo;
            return null;
        }

        public override DateTimeOffset? ExpiresAt(HttpContext http) =>
            http.Items[ValidTo] as DateTimeOffset?
            ?? http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
    }
}
