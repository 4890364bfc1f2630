using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Journal;

/// <summary>A grain whose state is what the journal holds of it. One activation, one lane.</summary>
public abstract class JournaledGrain(IJournal journal) : Grain
{
    private readonly IJournalLane _lane = journal.OpenLane();

    /// <summary>The last hand-over. When it is durable, everything decided before now is.</summary>
    protected Task LastAppend { get; private set; } = Task.CompletedTask;

    /// <summary>Hands facts over; completes when they are durable. Adopt what they say in the same turn.</summary>
    /// <exception cref="AppendException">They are not durable, or nobody knows; the activation ends.</exception>
    protected async Task Append(params Fact[] facts)
    {
        var append = _lane.Append(new Entry(facts));
        LastAppend = append;
        try
        {
            await append;
        }
        catch (AppendException)
        {
            // The rows may be there although the answer was lost: reload rather than guess.
            // Everything decided after this entry is in the same lane, which is broken now.
            DeactivateOnIdle();
            throw;
        }
    }
}
