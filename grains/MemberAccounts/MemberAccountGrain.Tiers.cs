using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

// How far the member is.
public sealed partial class MemberAccountGrain
{
    /// <inheritdoc/>
    public async Task<TierProgress?> Progress()
    {
        // What is in memory was decided before this read, so the answer waits until it is durable.
        var progress = _account?.TierProgress(Now);
        await LastAppend;
        return progress;
    }
}
