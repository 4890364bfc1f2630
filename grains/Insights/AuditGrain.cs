using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Insights;

/// <inheritdoc cref="IAuditGrain"/>
public sealed class AuditGrain(AuditTable audits, TimeProvider clock) : Grain, IAuditGrain
{
    /// <inheritdoc/>
    public async Task<AuditView> Run(string actor) =>
        await audits.UnfinishedAsync() ?? await audits.RequestAsync($"audit-{Guid.CreateVersion7():N}", actor, clock.GetUtcNow());
}
