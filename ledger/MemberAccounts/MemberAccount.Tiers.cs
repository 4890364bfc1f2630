using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

// How far the member is.
public sealed partial record MemberAccount
{
    /// <summary>The member's tier and how far it is to the next, as of today.</summary>
    public TierProgress TierProgress(Circumstances at) =>
        TierRules.Progress(at.Terms.Tiers, Standing(at.Terms.Tiers), Holdings.Months, at.Today);
}
