using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansLoyalty.Storage.Schema;

/// <summary>A PostgreSQL that was started beside the application, or is recovering, is waited for.</summary>
public static class Arrival
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns once the server takes connections.</summary>
    /// <param name="database">How to connect.</param>
    /// <param name="patience">For how long to wait while it is not there or not ready.</param>
    /// <param name="log">Is told, once, what is waited for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OrleansLoyalty.Journal.StorageUnavailableException">
    /// It still does not, or refuses for a reason that waiting does not mend, such as a password.
    /// </exception>
    public static async Task AwaitAsync(
        NpgsqlDataSource database, TimeSpan patience, ILogger log, CancellationToken cancellation = default)
    {
        var since = Stopwatch.StartNew();
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellation);
                return;
            }
            catch (NpgsqlException fault) when (fault.IsTransient && since.Elapsed < patience)
            {
                if (tries == 1)
                {
                    log.LogInformation("Waiting for PostgreSQL, {Patience} at most: {Reason}", patience, fault.Message);
                }
            }
            catch (NpgsqlException fault)
            {
                throw database.Unavailable("PostgreSQL takes no connection.", fault);
            }

            await Task.Delay(BetweenTries, cancellation);
        }
    }
}
