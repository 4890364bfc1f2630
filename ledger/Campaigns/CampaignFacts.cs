using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Campaigns;

/// <summary>A campaign was made or changed; its budget is as it says from now on.</summary>
public sealed record CampaignChanged(Campaign Campaign) : Fact;

/// <summary>A posting gave points of a campaign; takes them from its budget.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Member">Who got them.</param>
/// <param name="PostingSeq">The posting that gave them.</param>
/// <param name="Points">How many, in all its parts together; negative when a refund gives them back.</param>
public sealed record CampaignSpent(string CampaignId, MemberId Member, long PostingSeq, Points Points) : Fact;

/// <summary>Constraints of the campaigns' tables, as <see cref="OrleansLoyalty.Journal.FenceRefusedException.Fence"/> names them.</summary>
public static class CampaignFences
{
    /// <summary>More would have been given than a budget covers, or a budget set below what was given.</summary>
    public const string Budget = "campaign_budgets_fence";
}
