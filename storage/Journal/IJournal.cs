using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Journal;

/// <summary>Appends entries. Everything that waits is written as one batch; each append completes when it is durable.</summary>
public interface IJournal
{
    /// <summary>Opens the lane of one activation. Lanes cost nothing and are not closed.</summary>
    IJournalLane OpenLane();
}

/// <summary>
/// What one activation hands over, in order. After one append of a lane failed, every later one fails as well:
/// what was decided on a state that did not become durable must not become durable either.
/// </summary>
public interface IJournalLane
{
    /// <summary>Hands an entry over. The returned task completes when it is durable; it cannot be cancelled.</summary>
    /// <exception cref="FenceRefusedException">The entry contradicts durable facts; it was not written.</exception>
    /// <exception cref="LaneBrokenException">An earlier append of this lane failed; it was not written.</exception>
    /// <exception cref="StorageUnavailableException">Whether it was written is unknown.</exception>
    Task Append(Entry entry);
}
