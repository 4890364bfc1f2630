using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedActors;

/// <summary>
/// Streams inside one process: an item goes to whoever listens at that moment, and nothing is kept.
/// </summary>
internal sealed class EmbeddedStreamProvider(string name, ILogger<EmbeddedStreamProvider> log) : IStreamProvider
{
    private readonly ConcurrentDictionary<(StreamId, Type), object> _streams = new();

    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => (IAsyncStream<T>)_streams.GetOrAdd(
        (streamId, typeof(T)), _ => new EmbeddedStream<T>(streamId, name, log));
}
