using System.Net;
using System.Security.Claims;
using System.Security.Principal;
using GraphQLEngine.Server;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Tests.Server;

public sealed class AnApplicationsHooks
{
    [Fact]
    public async Task May_turn_every_operation_away_for_a_while()
    {
        await using var server = await AServer.StartAsync(options => options.Hooks = new Closed());

        var response = await server.PostAsync(new { query = "{ hello }" });

        response.HasStatus(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        Assert.Equal("The mall is being moved.", await response.ErrorAsync());
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public async Task May_say_who_asks()
    {
        await using var server = await AServer.StartAsync(options => options.Hooks = new Named());
        server.Client.DefaultRequestHeaders.Add("X-Name", "Mei");

        Assert.Equal("""{"data":{"me":"Mei"}}""", await (await server.PostAsync(new { query = "{ me }" })).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task May_say_who_is_at_the_other_end_of_a_socket()
    {
        await using var server = await AServer.StartAsync(options => options.Hooks = new Named());
        using var socket = await server.ConnectAsync(payload: new { name = "Mei" });

        await socket.SubscribeAsync("1", "{ me }");

        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"me":"Mei"}}}""", await socket.ReceiveTextAsync());
    }

    [Fact]
    public async Task May_refuse_a_socket()
    {
        await using var server = await AServer.StartAsync(options => options.Hooks = new Named());
        using var socket = await server.ConnectAsync(initialise: false);

        await socket.SendAsync(new { type = "connection_init" });

        Assert.Equal((CloseCode.Forbidden, "Say who you are."), await socket.ClosedAsync());
    }

    [Fact]
    public async Task End_a_socket_when_its_token_expires()
    {
        await using var server = await AServer.StartAsync(options => options.Hooks = new ShortLived());
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "subscription { never }");

        Assert.Equal((CloseCode.Forbidden, "The session has expired"), await socket.ClosedAsync());
        await server.Calls.StreamEnded.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task End_an_event_stream_when_its_token_expires()
    {
        await using var server = await AServer.StartAsync(options => options.Hooks = new ShortLived());

        var response = await server.PostAsync(new { query = "subscription { never }" }, "text/event-stream");

        Assert.Equal(
            ": \n\nevent: next\ndata: {\"errors\":[{\"message\":\"The session has expired.\",\"extensions\":{\"code\":\"SESSION_EXPIRED\"}}]}\n\n"
            + "event: complete\ndata: \n\n",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Are_told_when_a_socket_has_gone()
    {
        var hooks = new Named();
        await using var server = await AServer.StartAsync(options => options.Hooks = hooks);

        using (await server.ConnectAsync(payload: new { name = "Mei" }))
        {
            Assert.False(hooks.Gone.Task.IsCompleted);
        }

        await hooks.Gone.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private sealed class Closed : GraphQLServerHooks
    {
        public override ValueTask AdmitAsync(HttpContext http, OperationRequest request, CancellationToken cancellation) =>
            throw new RequestRefusedException(503, "The mall is being moved.") { RetryAfter = TimeSpan.FromSeconds(6.5) };
    }

    private sealed class Named : GraphQLServerHooks
    {
        public TaskCompletionSource Gone { get; } = new();

        public override ValueTask AdmitAsync(HttpContext http, OperationRequest request, CancellationToken cancellation)
        {
            if (http.Request.Headers["X-Name"] is [{ } name])
            {
                http.User = User(name);
            }

            return ValueTask.CompletedTask;
        }

        public override ValueTask<IReadOnlyDictionary<string, object?>?> ConnectAsync(
            HttpContext http, IReadOnlyDictionary<string, object?>? payload, CancellationToken cancellation)
        {
            http.User = payload?["name"] is string name ? User(name) : throw new ConnectionRefusedException("Say who you are.");
            return new(new Dictionary<string, object?> { ["hello"] = name });
        }

        public override ValueTask DisconnectedAsync(HttpContext http)
        {
            Gone.SetResult();
            return ValueTask.CompletedTask;
        }

        private static ClaimsPrincipal User(string name) => new(new GenericIdentity(name));
    }

    private sealed class ShortLived : GraphQLServerHooks
    {
        public override DateTimeOffset? ExpiresAt(HttpContext http) => DateTimeOffset.UtcNow.AddMilliseconds(300);
    }
}
