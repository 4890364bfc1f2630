using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives streams by name.</summary>
public interface IStreamProvider
{
    /// <summary>The provider's own name.</summary>
    string Name { get; }

    /// <summary>Whether a subscriber may ask for earlier items. Never, here.</summary>
    bool IsRewindable { get; }

    /// <summary>The stream of that name; it needs no making and keeps nothing while nobody listens.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>Takes the items of a stream, in order.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>Takes one item; the next comes when the task is done.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>No more items will come.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>The publisher failed.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>A stream that can be listened to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Every item published after the returned task is done goes to <paramref name="observer"/>.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

/// <summary>A stream: published to as an observer, listened to as an observable.</summary>
public interface IAsyncStream<T> : IAsyncObserver<T>, IAsyncObservable<T>
{
    /// <summary>The stream's name.</summary>
    StreamId StreamId { get; }

    /// <summary>The name of the provider it comes from.</summary>
    string ProviderName { get; }

    /// <summary>Whether a subscriber may ask for earlier items. Never, here.</summary>
    bool IsRewindable { get; }

    /// <summary>Publishes items one after the other.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);

    /// <summary>The subscriptions that listen now.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>One subscription to one stream.</summary>
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>?>
{
    /// <summary>The stream it listens to.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider of that stream.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The subscription's own id.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends it: no item is handed over after the task is done.</summary>
    public abstract Task UnsubscribeAsync();

    /// <inheritdoc />
    public bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && HandleId == other.HandleId;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    /// <inheritdoc />
    public override int GetHashCode() => HandleId.GetHashCode();
}

/// <summary>The place of an item in its stream.</summary>
public abstract class StreamSequenceToken
{
    /// <summary>Rises by one with each item of a stream.</summary>
    public abstract long SequenceNumber { get; protected set; }
}

/// <summary>Listening with functions instead of an observer.</summary>
public static class AsyncObservableExtensions
{
    /// <summary>Calls <paramref name="onNextAsync"/> with every item published from now on.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
        obs.SubscribeAsync(onNextAsync, _ => Task.CompletedTask);

    /// <summary>As above, and calls <paramref name="onErrorAsync"/> when the publisher says that it failed.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync) =>
        obs.SubscribeAsync(new EmbeddedActors.StreamCallbacks<T>(onNextAsync, onErrorAsync));
}
