using Microsoft.Extensions.Logging;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Api;

/// <summary>What a caller is told of an exception: nothing of its inside, and an id by which the log explains it.</summary>
/// <param name="Message">One sentence.</param>
/// <param name="Code">For programs.</param>
/// <param name="IsUnavailable">Whether the same request can succeed later: HTTP 503.</param>
public sealed record Fault(string Message, string Code, bool IsUnavailable)
{
    /// <summary>The code of what can succeed later.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>Logs an exception and says what the caller is told.</summary>
    public static Fault Report(Exception exception, ILogger log)
    {
        // An OrleansException is the cluster's, not a grain's: a silo that died, and nobody knows it yet. Where a call finds no
        // silo before it is too old, it is a cancellation.
        if (exception is AppendException or TimeoutException or OrleansException or OperationCanceledException)
        {
            log.LogWarning(exception, "An operation did not get through to the grain or to the database");
            return new Fault(
                "The service cannot answer right now. Send the same request again.", Unavailable, IsUnavailable: true);
        }

        var id = Guid.CreateVersion7().ToString("N");
        log.LogError(exception, "Unexpected error {ErrorId}", id);
        return new Fault($"Something went wrong here. Its id is {id}.", "INTERNAL", IsUnavailable: false);
    }
}
