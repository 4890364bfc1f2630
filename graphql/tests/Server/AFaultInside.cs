using System.Net;
using GraphQLEngine.Server;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Tests.Server;

public sealed class AFaultInside
{
    [Fact]
    public async Task Of_a_resolver_is_told_as_an_id_that_the_log_explains()
    {
        await using var server = await AServer.StartAsync();

        var response = await server.PostAsync(new { query = "{ fail }" });

        response.HasStatus(HttpStatusCode.OK);
        var body = await response.JsonAsync();
        var id = body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("id").GetString()!;
        Assert.DoesNotContain("secret", body.GetRawText());
        Assert.Contains(server.Log.Lines, line => line.Line.Contains(id) && line.Exception!.Message == "the secret reason");
    }

    [Fact]
    public async Task Of_the_application_around_is_told_as_an_id_that_the_log_explains()
    {
        await using var server = await AServer.StartAsync(options => options.Hooks = new Faulty());

        var response = await server.PostAsync(new { query = "{ hello }" });

        response.HasStatus(HttpStatusCode.InternalServerError);
        var body = await response.JsonAsync();
        var id = body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("id").GetString()!;
        Assert.DoesNotContain("secret", body.GetRawText());
        Assert.Contains(server.Log.Lines, line => line.Line.Contains(id) && line.Exception!.Message == "the secret reason");
    }

    [Fact]
    public async Task Of_a_stream_ends_it_with_an_error_and_leaves_the_socket_open()
    {
        await using var server = await AServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "subscription { broken }");

        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"broken":1}}}""", await socket.ReceiveTextAsync());
        var error = await socket.ReceiveAsync();
        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.DoesNotContain("secret", error.GetRawText());

        await socket.SubscribeAsync("1", "{ hello }");
        Assert.Equal("next", (await socket.ReceiveAsync()).GetProperty("type").GetString());
    }

    private sealed class Faulty : GraphQLServerHooks
    {
        public override ValueTask AdmitAsync(HttpContext http, OperationRequest request, CancellationToken cancellation) =>
            throw new InvalidOperationException("the secret reason");
    }
}
