using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GraphQLEngine.Server;

/// <summary>Puts the engine behind a URL.</summary>
public static class GraphQLEndpoints
{
    /// <summary>
    /// Serves GraphQL over HTTP, over WebSocket and as event streams at <paramref name="path"/>. Nothing else needs
    /// to be set up; authentication goes before it as before any endpoint.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQLEngine(
        this IEndpointRouteBuilder endpoints, string path, Executor executor, GraphQLServerOptions? options = null)
    {
        var services = endpoints.ServiceProvider;
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("GraphQLEngine.Server");

        var runner = new OperationRunner(
            executor, options ?? new GraphQLServerOptions(), log, lifetime.ApplicationStopping);
        var sockets = new SocketEndpoint(runner, lifetime);
        var endpoint = new GraphQLEndpoint(runner, new EventStreamEndpoint(runner, lifetime));

        var upgrades = endpoints.CreateApplicationBuilder();
        upgrades.UseWebSockets();
        upgrades.Run(http => http.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(http) : endpoint.HandleAsync(http));
        var upgrade = upgrades.Build();

        return endpoints
            .Map(path, http => GraphQLEndpoint.MayBeSocket(http) ? upgrade(http) : endpoint.HandleAsync(http))
            .WithDisplayName($"GraphQL {path}");
    }

    /// <summary>
    /// Response compression (br, gzip) that knows GraphQL's media type; turn it on by
    /// <see cref="ResponseCompressionBuilderExtensions.UseResponseCompression"/>. Event streams stay uncompressed,
    /// since an event must not wait in a compressor.
    /// </summary>
    public static IServiceCollection AddGraphQLCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, Negotiation.GraphQLResponse];
        });
}
