namespace OrleansLoyalty.Journal;

/// <summary>An append did not succeed; nothing that was decided on it may be answered.</summary>
[GenerateSerializer, Alias("loyalty.AppendException")]
public abstract class AppendException(string message) : Exception(message);

/// <summary>A fence refused the entry: its facts contradict facts that are durable. Nothing of it was written.</summary>
[GenerateSerializer, Alias("loyalty.FenceRefusedException")]
public sealed class FenceRefusedException : AppendException
{
    /// <param name="fence">The constraint that refused, as PostgreSQL names it.</param>
    public FenceRefusedException(string fence)
        : base($"The fence {fence} refused the entry: another activation was first.")
    {
        Fence = fence;
    }

    /// <summary>The constraint that refused, as PostgreSQL names it.</summary>
    [Id(0)]
    public string Fence { get; }
}

/// <summary>An earlier entry of the same activation failed, so this one, decided after it, was not written.</summary>
[GenerateSerializer, Alias("loyalty.LaneBrokenException")]
public sealed class LaneBrokenException() : AppendException("An earlier entry of the same activation was not written.");

/// <summary>The database did not answer or is not there; whether the entry was written is unknown.</summary>
/// <param name="message">What did not work.</param>
/// <param name="cause">The driver's exception, of which only the words go on: a gateway does not know its type.</param>
[GenerateSerializer, Alias("loyalty.StorageUnavailableException")]
public sealed class StorageUnavailableException(string message, Exception? cause = null)
    : AppendException(cause is null ? message : $"{message} {cause.GetType().Name}: {cause.Message}");
