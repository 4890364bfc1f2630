using System.Net.WebSockets;
using System.Text.Json;

namespace GraphQLEngine.Tests.Server;

/// <summary>A client of graphql-transport-ws that sends and sees raw messages.</summary>
internal sealed class ASocket(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Task SendAsync(object message) => SendAsync(JsonSerializer.SerializeToUtf8Bytes(message));

    public Task SendAsync(byte[] text) => socket.SendAsync(text, WebSocketMessageType.Text, true, default);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync(new { id, type = "subscribe", payload = new { query } });

    /// <summary>The next message; fails when the socket closes instead.</summary>
    public async Task<JsonElement> ReceiveAsync() =>
        await NextAsync() ?? throw new InvalidOperationException($"Closed: {socket.CloseStatus} {socket.CloseStatusDescription}");

    /// <summary>The next message as its three parts, for exact comparison.</summary>
    public async Task<string> ReceiveTextAsync() => (await ReceiveAsync()).GetRawText();

    /// <summary>Reads until the socket closes, and tells its code and reason.</summary>
    public async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while (await NextAsync() is not null)
        {
        }

        return ((int)socket.CloseStatus!.Value, socket.CloseStatusDescription);
    }

    public void Dispose() => socket.Dispose();

    private async Task<JsonElement?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var part = new byte[16 * 1024];

        while (true)
        {
            var result = await socket.ReceiveAsync(part, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
                return null;
            }

            message.Write(part, 0, result.Count);
            if (result.EndOfMessage)
            {
                return JsonDocument.Parse(message.ToArray()).RootElement;
            }
        }
    }
}
