using Microsoft.Extensions.Logging;

namespace OrleansLoyalty;

/// <summary>
/// A bug in work that runs beside the calls. A retry would meet it again, so the work ends failed and gives the id by
/// which the log explains it.
/// </summary>
internal static class UnexpectedError
{
    /// <summary>Whether an exception without a catch of its own is one: all but a lack of memory.</summary>
    internal static bool IsOne(Exception fault) => fault is not OutOfMemoryException;

    /// <summary>Logs it.</summary>
    /// <param name="log">Where.</param>
    /// <param name="bug">The bug.</param>
    /// <param name="work">What kind of work met it.</param>
    /// <param name="id">Which one.</param>
    /// <returns>The id by which the log has it.</returns>
    internal static string Log(ILogger log, Exception bug, string work, string id)
    {
        var error = Guid.CreateVersion7().ToString("N");
        log.LogError(bug, "{Work} {Id} met the unexpected error {ErrorId}.", work, id, error);
        return error;
    }
}
