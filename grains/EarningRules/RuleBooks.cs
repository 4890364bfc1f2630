using System.Collections.Concurrent;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Campaigns;
using OrleansLoyalty.Storage.EarningRules;

namespace OrleansLoyalty.EarningRules;

/// <inheritdoc cref="IRuleBooks"/>
/// <remarks>Read once before the silo's grains start, then every second; a set in force is made ready when first asked.</remarks>
public sealed class RuleBooks(RuleSetQueries sets, CampaignQueries campaigns, RoundsHost host)
    : Rounds(host, Pause), IRuleBooks, ICampaignBudgets
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _left = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(1);
    private Shelf[] _shelves = [];

    /// <inheritdoc/>
    public RuleBook At(DateTimeOffset moment)
    {
        var shelves = Volatile.Read(ref _shelves);
        var (low, high) = (0, shelves.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = shelves[middle].EffectiveFrom <= moment ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? RuleBook.Empty : shelves[low - 1].Book.Value;
    }

    /// <inheritdoc/>
    public async ValueTask<RuleBook> VersionAsync(long version)
    {
        if (version == 0)
        {
            return RuleBook.Empty;
        }

        if (Known(version) is { } known)
        {
            return known;
        }

        await RefreshAsync();
        return Known(version) ?? throw new KeyNotFoundException($"No version {version} of the rules was published.");
    }

    /// <inheritdoc/>
    public long Left(string campaignId) => _left.GetValueOrDefault(campaignId, long.MaxValue);

    /// <inheritdoc/>
    public void Spent(string campaignId, Points points)
    {
        if (_left.TryGetValue(campaignId, out var left))
        {
            _left.TryUpdate(campaignId, Math.Max(0, left - points.Value), left);
        }
    }

    /// <inheritdoc/>
    public void Close(string campaignId) => _left[campaignId] = 0;

    /// <summary>Reads what is new. What was published before the call is known when it returns.</summary>
    /// <exception cref="StorageUnavailableException">PostgreSQL did not answer.</exception>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            var known = _shelves.Length == 0 ? 0 : _shelves.Max(shelf => shelf.Version);
            var published = await sets.AfterAsync(known, cancellation);
            if (published.Count > 0)
            {
                var shelves = published
                    .Select(one => new Shelf(
                        one.Set.EffectiveFrom, one.Set.Version, new Lazy<RuleBook>(() => new RuleBook(one.Set, this))))
                    .Concat(_shelves)
                    .OrderBy(shelf => shelf.EffectiveFrom)
                    .ThenBy(shelf => shelf.Version);
                Volatile.Write(ref _shelves, [.. shelves]);
            }

            foreach (var budget in await campaigns.BudgetsAsync(null, cancellation))
            {
                _left[budget.CampaignId] =
                    budget.Budget is { } all ? all.Value - budget.Spent.Value : long.MaxValue;
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // An event decided before the rules are known would earn nothing, for good.
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reading.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => RefreshAsync(cancellation);

    private RuleBook? Known(long version) =>
        Array.Find(Volatile.Read(ref _shelves), shelf => shelf.Version == version)?.Book.Value;

    private sealed record Shelf(DateTimeOffset EffectiveFrom, long Version, Lazy<RuleBook> Book);
}
