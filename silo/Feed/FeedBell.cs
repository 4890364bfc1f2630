using Orleans.Streams;
using OrleansLoyalty.Api.Feed;

namespace OrleansLoyalty.Feed;

/// <summary>One subscription to the stream for all of a gateway's followers.</summary>
/// <remarks>
/// The gateway serves also while there is no subscription: after a silo died, the stream asks for it, and only gives up
/// after half a minute. Followers look at the table from time to time in any case.
/// </remarks>
public sealed class FeedBell(IClusterClient cluster, TimeProvider clock, ILogger<FeedBell> log) : IFeedBell, IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private volatile bool _isStopping;
    private volatile TaskCompletionSource _next = New();
    private Task<StreamSubscriptionHandle<FactsCommitted>?> _subscription = null!;

    /// <inheritdoc/>
    public Task NextRing => _next.Task;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = SubscribeAsync();
        await Task.WhenAny(_subscription, Task.Delay(Patience, clock, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        try
        {
            if (await _subscription.WaitAsync(Patience, clock, cancellationToken) is { } subscription)
            {
                await subscription.UnsubscribeAsync().WaitAsync(Patience, clock, cancellationToken);
            }
        }
        catch (Exception fault)
        {
            log.LogInformation(fault, "The subscription to commits was left behind; the stream drops it when nobody answers");
        }
    }

    private async Task<StreamSubscriptionHandle<FactsCommitted>?> SubscribeAsync()
    {
        while (!_isStopping)
        {
            try
            {
                return await cluster.GetStreamProvider(FactsCommitted.Provider)
                    .GetStream<FactsCommitted>(FactsCommitted.Stream)
                    .SubscribeAsync((_, _) =>
                    {
                        Interlocked.Exchange(ref _next, New()).TrySetResult();
                        return Task.CompletedTask;
                    });
            }
            catch (Exception fault)
            {
                log.LogWarning(fault, "Commits could not be subscribed to; trying again");
                await Task.Delay(Patience, clock);
            }
        }

        return null;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
