using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Journal;

/// <summary>An entry that was handed over and is not answered yet.</summary>
internal sealed class PendingEntry(Lane lane, Entry entry)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal Lane Lane { get; } = lane;

    internal Entry Entry { get; } = entry;

    /// <summary>Fails this entry, and with it whatever its lane hands over later.</summary>
    internal void Fail(Exception reason)
    {
        Lane.Broken = true;
        SetException(reason);
    }
}

/// <inheritdoc cref="IJournalLane"/>
internal sealed class Lane(GroupCommitJournal journal) : IJournalLane
{
    /// <summary>Whether an entry of this lane failed. Written and read by the journal's writer alone.</summary>
    internal bool Broken { get; set; }

    public Task Append(Entry entry) => journal.Enqueue(new PendingEntry(this, entry));
}
