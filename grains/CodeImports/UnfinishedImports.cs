using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.CodeImports;

/// <summary>
/// Wakes imports whose silo is gone, at start and every now and then, and forgets announced files that never came.
/// Every silo does so: waking an import that runs is harmless.
/// </summary>
public sealed class UnfinishedImports(
    CodeImportTable imports,
    IGrainFactory grains,
    IOptions<CodeImportOptions> options,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<UnfinishedImports> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.ResumeEvery, clock);
        do
        {
            await Wake(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Grains answer once the silo is up, which other services of the host make it.</summary>
    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private async Task Wake(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var id in await imports.RunningAsync(stoppingToken))
            {
                await grains.GetGrain<ICodeImportGrain>(id).Resume();
            }

            await imports.ForgetAbandonedAsync(clock.GetUtcNow() - options.Value.AbandonAfter, stoppingToken);
        }
        catch (Exception fault) when (fault is StorageUnavailableException or TimeoutException)
        {
            log.LogWarning(fault, "Unfinished imports could not be looked for; the next look follows.");
        }
    }
}
