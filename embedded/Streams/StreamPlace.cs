using Orleans.Streams;

namespace EmbeddedActors;

/// <summary>The number of an item in its stream.</summary>
internal sealed class StreamPlace(long number) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = number;
}
