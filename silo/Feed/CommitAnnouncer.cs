using System.Threading.Channels;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Feed;

/// <summary>Announces commits on the stream. Commits that come while one announcement is under way share the next.</summary>
public sealed class CommitAnnouncer(IServiceProvider services, ILogger<CommitAnnouncer> log) : BackgroundService, IFactPublisher
{
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <inheritdoc/>
    public void Committed() => _due.Writer.TryWrite(true);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Asked for here and not in the constructor: the journal, which grains need, needs this.
            var cluster = services.GetRequiredService<IClusterClient>();
            await foreach (var _ in _due.Reader.ReadAllAsync(stoppingToken))
            {
                await AnnounceAsync(cluster);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: whoever follows the feed looks at the table from time to time in any case.
        }
    }

    private async Task AnnounceAsync(IClusterClient cluster)
    {
        try
        {
            await cluster.GetStreamProvider(FactsCommitted.Provider)
                .GetStream<FactsCommitted>(FactsCommitted.Stream)
                .OnNextAsync(new FactsCommitted());
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "Commits could not be announced; followers of the feed will see them a moment later");
        }
    }
}
