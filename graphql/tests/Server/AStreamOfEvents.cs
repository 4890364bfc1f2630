using System.Net;
using System.Net.Http.Json;

namespace GraphQLEngine.Tests.Server;

public sealed class AStreamOfEvents
{
    private const string Token = "X-GraphQL-Event-Stream-Token";

    [Fact]
    public async Task Carries_one_subscription_to_its_end()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostAsync(new { query = "subscription { count(to: 2) }" }, "text/event-stream");

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            ": \n\nevent: next\ndata: {\"data\":{\"count\":1}}\n\nevent: next\ndata: {\"data\":{\"count\":2}}\n\nevent: complete\ndata: \n\n",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Carries_a_query_and_can_be_asked_for_by_get()
    {
        await using var server = await AServer.StartAsync();
        server.Client.DefaultRequestHeaders.Add("Accept", "text/event-stream");

        Assert.Equal(
            ": \n\nevent: next\ndata: {\"data\":{\"hello\":\"world\"}}\n\nevent: complete\ndata: \n\n",
            await server.Client.GetStringAsync("/graphql?query={hello}"));
    }

    [Fact]
    public async Task Tells_errors_as_an_event_when_the_document_cannot_run()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostAsync(new { query = "{ nope }" }, "text/event-stream");

        response.HasStatus(HttpStatusCode.OK);
        Assert.StartsWith(": \n\nevent: next\ndata: {\"errors\":[", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Stops_its_subscription_when_the_client_leaves()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostAsync(new { query = "subscription { never }" }, "text/event-stream");
        await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[4]);
        while (server.Calls.Names.IsEmpty)
        {
            await Task.Yield();
        }

        response.Dispose();

        await server.Calls.StreamEnded.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Cuts_a_client_off_that_reads_too_slowly()
    {
        await using var server = await AServer.StartAsync(
            options => options.Streaming.SlowReaderTimeout = TimeSpan.FromMilliseconds(300));

        using var response = await server.PostAsync(new { query = "subscription { flood }" }, "text/event-stream");

        await server.Calls.StreamEnded.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Is_shared_by_operations_once_reserved_and_opened()
    {
        await using var server = await AServer.StartAsync();
        var token = await ReserveAsync(server);
        using var stream = await OpenAsync(server, token);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());

        (await StartAsync(server, token, "n", "subscription { never }")).HasStatus(HttpStatusCode.Accepted);
        (await StartAsync(server, token, "q", "{ hello }")).HasStatus(HttpStatusCode.Accepted);

        Assert.Equal(": ", await events.ReadLineAsync());
        Assert.Equal("", await events.ReadLineAsync());
        Assert.Equal("event: next", await events.ReadLineAsync());
        Assert.Equal("""data: {"id":"q","payload":{"data":{"hello":"world"}}}""", await events.ReadLineAsync());
        Assert.Equal("", await events.ReadLineAsync());
        Assert.Equal("event: complete", await events.ReadLineAsync());
        Assert.Equal("""data: {"id":"q"}""", await events.ReadLineAsync());
    }

    [Fact]
    public async Task Ends_an_operation_that_the_client_deletes()
    {
        await using var server = await AServer.StartAsync();
        var token = await ReserveAsync(server);
        using var stream = await OpenAsync(server, token);
        await StartAsync(server, token, "n", "subscription { never }");

        var request = new HttpRequestMessage(HttpMethod.Delete, "/graphql?operationId=n");
        request.Headers.Add(Token, token);

        (await server.Client.SendAsync(request)).HasStatus(HttpStatusCode.OK);
        await server.Calls.StreamEnded.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Refuses_who_does_not_know_its_token_and_who_comes_second()
    {
        await using var server = await AServer.StartAsync();
        var token = await ReserveAsync(server);

        (await OpenAsync(server, "guessed")).HasStatus(HttpStatusCode.NotFound);
        (await StartAsync(server, token, "1", "{ hello }")).HasStatus(HttpStatusCode.Conflict);
        using var stream = await OpenAsync(server, token);
        (await OpenAsync(server, token)).HasStatus(HttpStatusCode.Conflict);
        (await StartAsync(server, token, "1", "subscription { never }")).HasStatus(HttpStatusCode.Accepted);
        (await StartAsync(server, token, "1", "{ hello }")).HasStatus(HttpStatusCode.Conflict);
        (await StartAsync(server, token, "2", "{ nope }")).HasStatus(HttpStatusCode.BadRequest);
        (await StartAsync(server, token, null, "{ hello }")).HasStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Can_be_reserved_only_so_often()
    {
        await using var server = await AServer.StartAsync(options => options.Streaming.MaxEventStreams = 1);
        await ReserveAsync(server);

        var response = await server.Client.PutAsync("/graphql", null);

        response.HasStatus(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static async Task<string> ReserveAsync(AServer server)
    {
        var response = await server.Client.PutAsync("/graphql", null);
        response.HasStatus(HttpStatusCode.Created);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> OpenAsync(AServer server, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add(Token, token);
        return server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static Task<HttpResponseMessage> StartAsync(AServer server, string token, string? id, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, extensions = new { operationId = id } }),
        };
        request.Headers.Add(Token, token);
        return server.Client.SendAsync(request);
    }
}
