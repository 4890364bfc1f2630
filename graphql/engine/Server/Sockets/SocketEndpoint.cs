using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GraphQLEngine.Server;

/// <summary>Opens WebSocket connections that speak graphql-transport-ws.</summary>
internal sealed class SocketEndpoint(OperationRunner runner, IHostApplicationLifetime lifetime)
{
    public const string Protocol = "graphql-transport-ws";

    public async Task HandleAsync(HttpContext http)
    {
        if (!http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            await ErrorResponse.WriteAsync(
                http,
                RequestRefusedException.BadRequest($"The WebSocket must ask for the sub-protocol {Protocol}."),
                ResponseFormat.Json);
            return;
        }

        var streaming = runner.Options.Streaming;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = Protocol,
            KeepAliveInterval = streaming.KeepAliveInterval,
            KeepAliveTimeout = streaming.KeepAliveInterval,
        });
        await using var connection = new SocketConnection(http, socket, runner);
        using var cut = connection.Cut.Register(http.Abort);
        using var stopping = lifetime.ApplicationStopping.Register(
            () => connection.CloseAsync(CloseCode.GoingAway, "The server is stopping"));

        await ReceiveAsync(socket, connection);
        await connection.CloseAsync((int)WebSocketCloseStatus.NormalClosure, "");
    }

    private async Task ReceiveAsync(WebSocket socket, SocketConnection connection)
    {
        using var message = new PooledBuffer();

        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var part = await socket.ReceiveAsync(message.GetMemory(1024), connection.Cut);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                message.Advance(part.Count);
                if (message.Length > runner.Options.Streaming.MaxMessageBytes)
                {
                    _ = connection.CloseAsync(CloseCode.MessageTooBig, "The message is too long");
                    message.Clear();
                }
                else if (part.EndOfMessage)
                {
                    await connection.ReceiveAsync(message.Written, part.MessageType == WebSocketMessageType.Text);
                    message.Clear();
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The client left without a word, or was cut off after its close frame went unanswered.
            runner.Log.LogDebug("A WebSocket ended without a closing handshake: {Reason}", gone.Message);
        }
    }
}
