using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>Speaks <c>graphql-transport-ws</c> with the gateway, message by message.</summary>
public sealed class GraphQLSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <summary>The code that the gateway closed with, once it did.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Connects and says hello, with a token where one is given, and for an address where a proxy would.</summary>
    public static async Task<GraphQLSocket> ConnectAsync(Uri address, string? token, string? forwardedFor = null)
    {
        var socket = new GraphQLSocket();
        socket._socket.Options.AddSubProtocol("graphql-transport-ws");
        if (forwardedFor is not null)
        {
            socket._socket.Options.SetRequestHeader("X-Forwarded-For", forwardedFor);
        }

        await socket._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "graphql" }.Uri, default);
        await socket.SendAsync(new
        {
            type = "connection_init",
            payload = token is null ? null : new { authorization = $"Bearer {token}" },
        });
        return socket;
    }

    /// <summary>Starts an operation.</summary>
    public Task SubscribeAsync(string id, string query, object? variables = null) =>
        SendAsync(new { type = "subscribe", id, payload = new { query, variables } });

    /// <summary>The next message that says something; null once the gateway has closed.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        while (await ReceiveAsync() is { } message)
        {
            if (message["type"]!.GetValue<string>() is not ("ping" or "pong"))
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>
    /// The next message of one operation; null once the gateway has closed. Hot Chocolate ends an operation that it refused
    /// twice, and the second end may come behind what was asked next.
    /// </summary>
    public async Task<JsonNode?> NextOfAsync(string id)
    {
        var message = await NextAsync();
        while (message is not null && (string?)message["id"] != id)
        {
            message = await NextAsync();
        }

        return message;
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(object message) =>
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<JsonNode?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), default);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer.AsSpan(0, part.Count));
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(message.ToArray());
            }
        }
    }
}
