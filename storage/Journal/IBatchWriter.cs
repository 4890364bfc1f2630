using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Journal;

/// <summary>Writes one batch of entries in one transaction.</summary>
public interface IBatchWriter
{
    /// <summary>Returns when every entry is durable.</summary>
    /// <exception cref="FenceRefusedException">A fence refused; nothing was written.</exception>
    /// <exception cref="StorageUnavailableException">Whether anything was written is unknown.</exception>
    Task WriteAsync(IReadOnlyList<Entry> entries);
}
