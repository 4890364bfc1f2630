using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Schema;

namespace OrleansLoyalty.Health;

/// <summary>Ready means that PostgreSQL answers.</summary>
public sealed class DatabaseHealth(Storage.Database database) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await Durability.RequireAsync(database.Application, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is StorageUnavailableException or UnsafeDatabaseException)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}
