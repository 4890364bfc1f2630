using System.Buffers;
using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Server;

/// <summary>Writes the messages of graphql-transport-ws that a server sends.</summary>
internal static class SocketFrame
{
    public static PooledBuffer Acknowledge(IReadOnlyDictionary<string, object?>? payload)
    {
        var frame = new PooledBuffer();
        using var json = new Utf8JsonWriter(frame);
        json.WriteStartObject();
        json.WriteString("type"u8, "connection_ack"u8);
        if (payload is not null)
        {
            json.WritePropertyName("payload"u8);
            JsonSerializer.Serialize(json, payload);
        }

        json.WriteEndObject();
        return frame;
    }

    /// <param name="payload">Raw JSON that the client sent along; it comes back.</param>
    public static PooledBuffer Pong(byte[] payload)
    {
        var frame = new PooledBuffer();
        frame.Write("{\"type\":\"pong\""u8);
        if (payload.Length > 0)
        {
            frame.Write(",\"payload\":"u8);
            frame.Write(payload);
        }

        frame.Write("}"u8);
        return frame;
    }

    public static void BeginNext(PooledBuffer frame, string id)
    {
        frame.Write("{\"id\":"u8);
        WriteId(frame, id);
        frame.Write(",\"type\":\"next\",\"payload\":"u8);
    }

    public static void EndNext(PooledBuffer frame) => frame.Write("}"u8);

    public static PooledBuffer Errors(string id, IReadOnlyList<GraphQLError> errors)
    {
        var frame = new PooledBuffer();
        frame.Write("{\"id\":"u8);
        WriteId(frame, id);
        frame.Write(",\"type\":\"error\",\"payload\":"u8);
        Executor.WriteErrorList(errors, frame);
        frame.Write("}"u8);
        return frame;
    }

    public static PooledBuffer Complete(string id)
    {
        var frame = new PooledBuffer();
        frame.Write("{\"id\":"u8);
        WriteId(frame, id);
        frame.Write(",\"type\":\"complete\"}"u8);
        return frame;
    }

    private static void WriteId(PooledBuffer frame, string id)
    {
        using var json = new Utf8JsonWriter(frame);
        json.WriteStringValue(id);
    }
}
