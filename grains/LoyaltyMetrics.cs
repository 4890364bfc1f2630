using System.Diagnostics.Metrics;

namespace OrleansLoyalty;

/// <summary>What members do, counted, under the meter <see cref="MeterName"/>.</summary>
public sealed class LoyaltyMetrics : IDisposable
{
    /// <summary>The meter of what grains decide.</summary>
    public const string MeterName = "OrleansLoyalty";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _claims;
    private readonly Counter<long> _redemptions;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _points;
    private readonly Counter<long> _imports;
    private readonly Counter<long> _importedCodes;

    /// <summary>Creates the instruments.</summary>
    public LoyaltyMetrics()
    {
        _claims = _meter.CreateCounter<long>("loyalty_claims_total", "{claim}", "Product codes claimed.");
        _redemptions = _meter.CreateCounter<long>("loyalty_redemptions_total", "{redemption}", "Mall redemptions.");
        _refusals = _meter.CreateCounter<long>("loyalty_refusals_total", "{refusal}", "Refusals by what was asked and why.");
        _points = _meter.CreateCounter<long>("loyalty_points_total", "{point}", "Points earned and spent.");
        _imports = _meter.CreateCounter<long>("loyalty_imports_total", "{import}", "Imports by how they ended.");
        _importedCodes = _meter.CreateCounter<long>("loyalty_imported_codes_total", "{code}", "New codes taken in by imports.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Claimed(Points points)
    {
        _claims.Add(1);
        _points.Add(points.Value, new KeyValuePair<string, object?>("direction", "earned"));
    }

    internal void Redeemed(Points points)
    {
        _redemptions.Add(1);
        _points.Add(points.Value, new KeyValuePair<string, object?>("direction", "spent"));
    }

    internal void Imported(long accepted, bool succeeded)
    {
        _imports.Add(1, new KeyValuePair<string, object?>("status", succeeded ? "succeeded" : "failed"));
        _importedCodes.Add(accepted);
    }

    internal void Refused(string asked, string reason) =>
        _refusals.Add(1, new KeyValuePair<string, object?>("asked", asked), new KeyValuePair<string, object?>("reason", reason));
}
