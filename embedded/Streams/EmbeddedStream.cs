using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedActors;

/// <summary>One stream: numbers the items and hands each to every subscription.</summary>
internal sealed class EmbeddedStream<T>(StreamId id, string provider, ILogger log) : IAsyncStream<T>
{
    private ImmutableArray<StreamSubscription<T>> _subscriptions = [];
    private long _published;

    public StreamId StreamId => id;

    public string ProviderName => provider;

    public bool IsRewindable => false;

    public async Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        var place = new StreamPlace(Interlocked.Increment(ref _published));

        foreach (var subscription in _subscriptions)
        {
            await subscription.Post(observer => observer.OnNextAsync(item, place));
        }
    }

    public async Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        foreach (var item in batch)
        {
            await OnNextAsync(item, token);
        }
    }

    public Task OnCompletedAsync() => PostToAll(observer => observer.OnCompletedAsync());

    public Task OnErrorAsync(Exception ex) => PostToAll(observer => observer.OnErrorAsync(ex));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        if (TurnScheduler.CurrentActivation is not null)
        {
            throw new NotSupportedException("Grains may publish to embedded streams, not listen to them.");
        }

        var subscription = new StreamSubscription<T>(this, observer, log);
        ImmutableInterlocked.Update(ref _subscriptions, all => all.Add(subscription));
        return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>([.. _subscriptions]);

    internal void Remove(StreamSubscription<T> subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, all => all.Remove(subscription));

    private async Task PostToAll(Func<IAsyncObserver<T>, Task> delivery)
    {
        foreach (var subscription in _subscriptions)
        {
            await subscription.Post(delivery);
        }
    }
}
