using System.Buffers;
using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Server;

/// <summary>
/// The results of one operation as events. Without an id the stream is the operation's own; with one it shares the
/// stream, and each event says whose it is.
/// </summary>
internal sealed class EventSink(EventStream stream, string? id, Func<bool> isWanted) : IResultSink
{
    public void BeginNext(PooledBuffer frame)
    {
        frame.Write("event: next\ndata: "u8);
        if (id is not null)
        {
            frame.Write("{\"id\":"u8);
            WriteId(frame, id);
            frame.Write(",\"payload\":"u8);
        }
    }

    public ValueTask SendNextAsync(PooledBuffer frame, CancellationToken cancellation)
    {
        frame.Write(id is null ? "\n\n"u8 : "}\n\n"u8);
        return stream.SendAsync(frame.Written, isWanted, cancellation);
    }

    public async ValueTask FailAsync(IReadOnlyList<GraphQLError> errors, CancellationToken cancellation)
    {
        using var frame = new PooledBuffer();
        BeginNext(frame);
        Executor.WriteErrors(errors, frame);
        await SendNextAsync(frame, cancellation);
        await CompleteAsync(cancellation);
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        using var frame = new PooledBuffer();
        frame.Write("event: complete\ndata: "u8);
        if (id is not null)
        {
            frame.Write("{\"id\":"u8);
            WriteId(frame, id);
            frame.Write("}"u8);
        }

        frame.Write("\n\n"u8);
        await stream.SendAsync(frame.Written, isWanted, cancellation);
    }

    private static void WriteId(PooledBuffer frame, string id)
    {
        using var json = new Utf8JsonWriter(frame);
        json.WriteStringValue(id);
    }
}
