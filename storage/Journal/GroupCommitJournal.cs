using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Journal;

/// <summary>
/// The journal of one silo. While a batch is being written the next collects; no timer delays either.
/// A refused batch is split until the offending entries stand alone, and only they fail.
/// </summary>
public sealed class GroupCommitJournal(
    IBatchWriter writer, IFactPublisher publisher, ILogger<GroupCommitJournal> log) : BackgroundService, IJournal
{
    /// <summary>The most entries in one batch: past this, a larger batch no longer makes an entry cheaper.</summary>
    public const int MaxBatchEntries = 2_000;

    private readonly Channel<PendingEntry> _waiting = Channel.CreateUnbounded<PendingEntry>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public IJournalLane OpenLane() => new Lane(this);

    /// <summary>Writes what was handed over before the call, and takes nothing more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken);
        }

        await base.StopAsync(cancellationToken);
    }

    internal Task Enqueue(PendingEntry entry)
    {
        if (!_waiting.Writer.TryWrite(entry))
        {
            entry.Fail(new StorageUnavailableException("The journal has stopped; nothing more is written."));
        }

        return entry.Task;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Stopping completes the channel; what waits by then is still written.
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<PendingEntry>();
            while (batch.Count < MaxBatchEntries && _waiting.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await WriteAsync(batch);
        }
    }

    private async Task WriteAsync(List<PendingEntry> batch)
    {
        batch = WithoutBroken(batch);
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            await writer.WriteAsync(batch.ConvertAll(pending => pending.Entry));
        }
        catch (FenceRefusedException refused) when (batch.Count == 1)
        {
            batch[0].Fail(refused);
            return;
        }
        catch (FenceRefusedException)
        {
            // Halves keep the order in which entries were handed over, so that a lane breaks before its next entry.
            var half = batch.Count / 2;
            await WriteAsync(batch.GetRange(0, half));
            await WriteAsync(batch.GetRange(half, batch.Count - half));
            return;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A batch of {Entries} entries failed; whether it was written is unknown", batch.Count);
            var unknown = fault as AppendException ?? new StorageUnavailableException("The batch's outcome is unknown.", fault);
            batch.ForEach(pending => pending.Fail(unknown));
            return;
        }

        batch.ForEach(pending => pending.SetResult());
        publisher.Committed();
    }

    private static List<PendingEntry> WithoutBroken(List<PendingEntry> batch)
    {
        if (!batch.Exists(pending => pending.Lane.Broken))
        {
            return batch;
        }

        foreach (var pending in batch.Where(pending => pending.Lane.Broken))
        {
            pending.SetException(new LaneBrokenException());
        }

        return batch.FindAll(pending => !pending.Lane.Broken);
    }
}
