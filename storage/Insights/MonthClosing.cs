using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Insights;

/// <summary>
/// Closes months as they end, and keeps the schedule of what will lapse. Every silo does so; the table's fence keeps a
/// month once.
/// </summary>
public sealed class MonthClosing(
    FinanceMonths months, ExpirySchedule schedule, TimeProvider clock, ILogger<MonthClosing> log) : BackgroundService
{
    /// <summary>The pause between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (await months.CloseAsync(clock.GetUtcNow(), stoppingToken) is > 0 and var closed)
                    {
                        log.LogInformation("Closed {Months} months of points", closed);
                    }

                    await schedule.RefreshAsync(clock.GetUtcNow(), stoppingToken);
                }
                catch (StorageUnavailableException fault)
                {
                    log.LogWarning(fault, "The closing of months waits for PostgreSQL");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
