using Orleans.Streams;
using OrleansLoyalty.Api.Feed;

namespace OrleansLoyalty.Feed;

/// <summary>One subscription to the stream for all of a gateway's followers.</summary>
public sealed class FeedBell(IClusterClient cluster) : IFeedBell, IHostedService
{
    private volatile TaskCompletionSource _next = New();
    private StreamSubscriptionHandle<FactsCommitted>? _subscription;

    /// <inheritdoc/>
    public Task NextRing => _next.Task;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        _subscription = await cluster.GetStreamProvider(FactsCommitted.Provider)
            .GetStream<FactsCommitted>(FactsCommitted.Stream)
            .SubscribeAsync((_, _) =>
            {
                Interlocked.Exchange(ref _next, New()).TrySetResult();
                return Task.CompletedTask;
            });

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) =>
        _subscription?.UnsubscribeAsync() ?? Task.CompletedTask;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
