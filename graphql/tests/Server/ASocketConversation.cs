using System.Net;
using System.Net.WebSockets;
using GraphQLEngine.Server;

namespace GraphQLEngine.Tests.Server;

public sealed class ASocketConversation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Needs_the_sub_protocol()
    {
        await using var server = await AServer.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-ws");
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new Uri(server.Client.BaseAddress!.ToString().Replace("http", "ws") + "graphql"), default));

        Assert.Equal(HttpStatusCode.BadRequest, socket.HttpStatusCode);
    }

    [Theory]
    [InlineData("{nope", CloseCode.BadRequest)]
    [InlineData("[]", CloseCode.BadRequest)]
    [InlineData("""{"type":"bogus"}""", CloseCode.BadRequest)]
    [InlineData("""{"type":7}""", CloseCode.BadRequest)]
    [InlineData("""{"type":"connection_init","payload":7}""", CloseCode.BadRequest)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{hello}"}}""", CloseCode.Unauthorized)]
    public async Task Is_closed_when_it_begins_wrong(string message, int code)
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync(initialise: false);

        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message));

        Assert.Equal(code, (await socket.ClosedAsync()).Code);
    }

    [Theory]
    [InlineData("""{"type":"connection_init"}""", CloseCode.TooManyInits)]
    [InlineData("""{"type":"subscribe","payload":{"query":"{hello}"}}""", CloseCode.BadRequest)]
    [InlineData("""{"type":"subscribe","id":"1"}""", CloseCode.BadRequest)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""", CloseCode.BadRequest)]
    [InlineData("""{"type":"complete"}""", CloseCode.BadRequest)]
    public async Task Is_closed_when_it_goes_wrong(string message, int code)
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message));

        Assert.Equal(code, (await socket.ClosedAsync()).Code);
        Assert.Empty(server.Calls.Names);
    }

    [Fact]
    public async Task Is_closed_when_it_does_not_begin_in_time()
    {
        await using var server = await AServer.StartAsync(
            options => options.Streaming.ConnectionInitTimeout = TimeSpan.FromMilliseconds(100));
        using var socket = await server.ConnectAsync(initialise: false);

        Assert.Equal(CloseCode.InitTimeout, (await socket.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Is_closed_when_an_id_is_used_twice_and_what_ran_is_stopped()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("积分", "subscription { never }");
        await socket.SubscribeAsync("积分", "subscription { never }");

        Assert.Equal((CloseCode.DuplicateId, "Subscriber for 积分 already exists"), await socket.ClosedAsync());
    }

    [Fact]
    public async Task Is_closed_when_a_message_is_too_long()
    {
        await using var server = await AServer.StartAsync(options => options.Streaming.MaxMessageBytes = 1000);
        using var socket = await server.ConnectAsync();

        await socket.SendAsync(new { type = "ping", payload = new string('x', 5000) });

        Assert.Equal(CloseCode.MessageTooBig, (await socket.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Answers_a_ping_with_its_payload()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SendAsync(new { type = "ping", payload = new { at = 7 } });

        Assert.Equal("""{"type":"pong","payload":{"at":7}}""", await socket.ReceiveTextAsync());
    }

    [Fact]
    public async Task Carries_a_stream_to_its_end()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("s", "subscription { count(to: 2) }");

        Assert.Equal("""{"id":"s","type":"next","payload":{"data":{"count":1}}}""", await socket.ReceiveTextAsync());
        Assert.Equal("""{"id":"s","type":"next","payload":{"data":{"count":2}}}""", await socket.ReceiveTextAsync());
        Assert.Equal("""{"id":"s","type":"complete"}""", await socket.ReceiveTextAsync());
    }

    [Fact]
    public async Task Frees_an_id_once_its_operation_is_complete()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("r", "subscription { never }");
        await socket.SendAsync(new { id = "r", type = "complete" });
        await socket.SubscribeAsync("r", "{ hello }");

        Assert.Equal("""{"id":"r","type":"next","payload":{"data":{"hello":"world"}}}""", await socket.ReceiveTextAsync());
        Assert.Equal("""{"id":"r","type":"complete"}""", await socket.ReceiveTextAsync());
    }

    [Fact]
    public async Task Stops_what_runs_when_the_client_leaves()
    {
        await using var server = await AServer.StartAsync();
        using (var socket = await server.ConnectAsync())
        {
            await socket.SubscribeAsync("n", "subscription { never }");
            await socket.SendAsync(new { type = "ping" });
            await socket.ReceiveAsync();
        }

        await server.Calls.StreamEnded.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Tells_an_error_and_goes_on_when_a_document_cannot_run()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("e", "{ nope }");
        var error = await socket.ReceiveAsync();
        await socket.SubscribeAsync("e", "{ hello }");

        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.StartsWith("Cannot query field", error.GetProperty("payload")[0].GetProperty("message").GetString());
        Assert.Equal("next", (await socket.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Runs_no_more_operations_at_once_than_allowed()
    {
        await using var server = await AServer.StartAsync(options => options.Streaming.MaxOperations = 1);
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "subscription { never }");
        await socket.SubscribeAsync("2", "{ hello }");

        var error = await socket.ReceiveAsync();
        Assert.Equal(("error", "2"), (error.GetProperty("type").GetString(), error.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Gives_each_event_services_of_its_own()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "subscription { scopes }");

        Assert.NotEqual(await socket.ReceiveTextAsync(), await socket.ReceiveTextAsync());
    }

    [Fact]
    public async Task Is_closed_when_the_server_stops()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();
        await socket.SubscribeAsync("1", "subscription { never }");

        var stopping = server.StopAsync();

        Assert.Equal(CloseCode.GoingAway, (await socket.ClosedAsync()).Code);
        await stopping.WaitAsync(Patience);
    }

    [Fact]
    public async Task Is_closed_when_the_client_reads_too_slowly()
    {
        await using var server = await AServer.StartAsync(options =>
        {
            options.Streaming.SlowReaderTimeout = TimeSpan.FromMilliseconds(300);
            options.Streaming.CloseTimeout = Patience;
        });
        using var socket = await server.ConnectAsync();

        // Only when it has been given up does the reader go on, to see the code.
        await socket.SubscribeAsync("1", "subscription { flood }");
        await server.Log.SlowReaderDropped.Task.WaitAsync(Patience);

        Assert.Equal((CloseCode.SlowReader, "Too slow a reader"), await socket.ClosedAsync());
    }

    [Fact]
    public async Task Holds_the_source_back_while_the_client_does_not_read()
    {
        await using var server = await AServer.StartAsync(
            options => (options.Streaming.SlowReaderTimeout, options.Streaming.CloseTimeout) =
                (TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(100)));
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "subscription { flood }");
        await server.Calls.StreamEnded.Task.WaitAsync(Patience);

        // What the machine's own buffers hold, in events of 100 kB: far from what half a second could make.
        Assert.InRange(server.Calls.Names.Count, 1, 200);
    }
}
