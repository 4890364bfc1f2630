using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Tests.Grains;

/// <summary>What becomes of one batch.</summary>
internal enum Fate
{
    /// <summary>Written and confirmed.</summary>
    Confirmed,

    /// <summary>Not written: the connection broke on the way there.</summary>
    LostBefore,

    /// <summary>Written, and the confirmation lost: the connection broke on the way back.</summary>
    LostAfter,
}

/// <summary>The real writer on the real database, over a connection that breaks when the test says so.</summary>
internal sealed class AFailingWriter(IBatchWriter writer, Func<Fate> next) : IBatchWriter
{
    public async Task WriteAsync(IReadOnlyList<Entry> entries)
    {
        var fate = next();
        if (fate == Fate.LostBefore)
        {
            throw new StorageUnavailableException("The connection broke before the batch was sent.");
        }

        await writer.WriteAsync(entries);
        if (fate == Fate.LostAfter)
        {
            throw new StorageUnavailableException("The connection broke before the batch was confirmed.");
        }
    }
}
