using System.Runtime.InteropServices;
using System.Text.Json;

namespace GraphQLEngine.Server;

/// <summary>A message of a client, as far as the protocol looks into it.</summary>
/// <param name="Type">The kind of message.</param>
/// <param name="Id">The operation it is about; null when it names none.</param>
/// <param name="Payload">The raw JSON of the payload; empty when there is none.</param>
internal readonly record struct SocketMessage(string Type, string? Id, byte[] Payload)
{
    /// <returns>Null when it is no object with a type.</returns>
    public static SocketMessage? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var message = document.RootElement;

            return message.ValueKind == JsonValueKind.Object && Text(message, "type") is { } type
                ? new SocketMessage(type, Text(message, "id"), Raw(message))
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Raw(JsonElement message) =>
        message.TryGetProperty("payload", out var payload) ? JsonMarshal.GetRawUtf8Value(payload).ToArray() : [];
}
