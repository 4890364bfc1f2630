using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

// How far the member is.
public sealed partial class MemberAccountGrain
{
    /// <inheritdoc/>
    public async Task<TierProgress?> Progress()
    {
        var progress = _account?.TierProgress(Now);
        await Confirmed();
        return progress;
    }
}
