using Microsoft.Extensions.Options;
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
    RoundsHost host)
    : Rounds(host, options.Value.ResumeEvery, atOnce: true)
{
    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        await EachAsync(
            await imports.RunningAsync(cancellation),
            id => grains.GetGrain<ICodeImportGrain>(id).Resume(),
            cancellation);
        await imports.ForgetAbandonedAsync(clock.GetUtcNow() - options.Value.AbandonAfter, cancellation);
    }
}
