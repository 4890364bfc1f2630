using Microsoft.Extensions.Logging;
using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Insights;

/// <summary>
/// Closes months as they end, and keeps the schedule of what will lapse. Every silo does so; the table's fence keeps a
/// month once.
/// </summary>
public sealed class MonthClosing(
    FinanceMonths months, ExpirySchedule schedule, TimeProvider clock, RoundsHost host, ILogger<MonthClosing> log)
    : Rounds(host, Pause)
{
    /// <summary>The pause between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        if (await months.CloseAsync(clock.GetUtcNow(), cancellation) is > 0 and var closed)
        {
            log.LogInformation("Closed {Months} months of points", closed);
        }

        await schedule.RefreshAsync(clock.GetUtcNow(), cancellation);
    }
}
