using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedActors;

/// <summary>
/// One listener with a queue of its own, so that a slow one does not delay the others.
/// A full queue makes the publisher wait: items are never dropped.
/// </summary>
internal sealed class StreamSubscription<T> : StreamSubscriptionHandle<T>
{
    private const int QueueLength = 16_384; // As many as Orleans' memory streams keep before they push back.

    private readonly Channel<Func<IAsyncObserver<T>, Task>> _queue =
        Channel.CreateBounded<Func<IAsyncObserver<T>, Task>>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private readonly AsyncLocal<bool> _insideDelivery = new();
    private readonly EmbeddedStream<T> _stream;
    private readonly IAsyncObserver<T> _observer;
    private readonly ILogger _log;
    private readonly Task _delivery;
    private volatile bool _ended;

    internal StreamSubscription(EmbeddedStream<T> stream, IAsyncObserver<T> observer, ILogger log)
    {
        _stream = stream;
        _observer = observer;
        _log = log;

        using (ExecutionContext.SuppressFlow())
        {
            _delivery = Task.Run(DeliverAsync);
        }
    }

    public override StreamId StreamId => _stream.StreamId;

    public override string ProviderName => _stream.ProviderName;

    public override Guid HandleId { get; } = Guid.NewGuid();

    public override async Task UnsubscribeAsync()
    {
        _stream.Remove(this);
        _ended = true;
        _queue.Writer.TryComplete();

        // A callback may end its own subscription; it cannot wait for itself.
        if (!_insideDelivery.Value)
        {
            await _delivery;
        }
    }

    internal async ValueTask Post(Func<IAsyncObserver<T>, Task> delivery)
    {
        try
        {
            await _queue.Writer.WriteAsync(delivery);
        }
        catch (ChannelClosedException)
        {
            // Unsubscribed between the publisher's look at the list and now.
        }
    }

    private async Task DeliverAsync()
    {
        _insideDelivery.Value = true;

        while (!_ended && await _queue.Reader.WaitToReadAsync())
        {
            while (!_ended && _queue.Reader.TryRead(out var delivery))
            {
                await DeliverAsync(delivery);
            }
        }
    }

    private async Task DeliverAsync(Func<IAsyncObserver<T>, Task> delivery)
    {
        try
        {
            await delivery(_observer);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // One item's failure must not silence the stream: the listener's next item comes all the same.
            _log.LogError(exception, "A subscriber of stream {Stream} failed on an item.", StreamId);
        }
    }
}
