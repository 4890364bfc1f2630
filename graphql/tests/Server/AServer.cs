using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GraphQLEngine.Tests.Server;

/// <summary>The engine behind a real port, with a client.</summary>
internal sealed class AServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AServer(WebApplication app, LogLines log, Calls calls)
    {
        (_app, Log, Calls) = (app, log, calls);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    /// <summary>What the server logged.</summary>
    public LogLines Log { get; }

    /// <summary>Which resolvers ran.</summary>
    public Calls Calls { get; }

    public static async Task<AServer> StartAsync(
        Action<GraphQLServerOptions>? configure = null, Func<HttpContext, Func<Task>, Task>? before = null)
    {
        var (log, calls) = (new LogLines(), new Calls());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddGraphQLCompression().AddSingleton(calls).AddScoped<Scoped>();

        var options = new GraphQLServerOptions();
        configure?.Invoke(options);

        var app = builder.Build();
        app.UseResponseCompression();
        if (before is not null)
        {
            app.Use((http, next) => before(http, () => next(http)));
        }

        app.MapGraphQLEngine(
            "/graphql",
            new Executor(TestSchema.Create(), new ExecutorOptions { OnException = Faults.LoggedBy(app.Logger) }),
            options);
        await app.StartAsync();
        return new AServer(app, log, calls);
    }

    public Task<HttpResponseMessage> PostAsync(object body, string? accept = null) =>
        PostAsync(JsonContent.Create(body), accept);

    public Task<HttpResponseMessage> PostTextAsync(string body, string? accept = null) =>
        PostAsync(new StringContent(body, Encoding.UTF8, "application/json"), accept);

    public Task<HttpResponseMessage> PostAsync(HttpContent content, string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<ASocket> ConnectAsync(bool initialise = true, object? payload = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new Uri(Client.BaseAddress!.ToString().Replace("http", "ws") + "graphql"), default);
        var client = new ASocket(socket);
        if (initialise)
        {
            await client.SendAsync(new { type = "connection_init", payload });
            Assert.Equal("connection_ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
        }

        return client;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>A service of the request's scope.</summary>
internal sealed class Scoped
{
    public Guid Id { get; } = Guid.NewGuid();
}

/// <summary>Resolvers that ran, in order.</summary>
internal sealed class Calls
{
    public ConcurrentQueue<string> Names { get; } = new();

    /// <summary>Completed when a subscription was ended from outside.</summary>
    public TaskCompletionSource StreamEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(string Line, Exception? Exception)> Lines { get; } = new();

    /// <summary>Completed when a client was given up for reading too slowly.</summary>
    public TaskCompletionSource SlowReaderDropped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        Lines.Enqueue((line, exception));
        if (line.EndsWith("is dropped", StringComparison.Ordinal))
        {
            SlowReaderDropped.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}

internal static class Answers
{
    /// <summary>The body as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    /// <summary>The message of the first error.</summary>
    public static async Task<string?> ErrorAsync(this HttpResponseMessage response) =>
        (await response.JsonAsync()).GetProperty("errors")[0].GetProperty("message").GetString();

    public static void HasStatus(this HttpResponseMessage response, HttpStatusCode status) =>
        Assert.Equal(status, response.StatusCode);
}
