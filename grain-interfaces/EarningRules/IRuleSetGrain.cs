using Orleans.Concurrency;
using OrleansLoyalty.Campaigns;

namespace OrleansLoyalty.EarningRules;

/// <summary>
/// The program's rules and its campaigns; there is one, of key <see cref="Key"/>. A campaign and the rule set that it
/// changes are kept together, so that one is never in force without the other.
/// </summary>
[Alias("loyalty.IRuleSetGrain")]
public interface IRuleSetGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "rules";

    /// <summary>The rules in force, those that wait for their time, and the draft.</summary>
    [Alias("View"), ReadOnly]
    Task<RuleSetsView> View();

    /// <summary>Keeps a draft. Nothing earns by it until it is published.</summary>
    [Alias("SaveDraft")]
    Task<SaveDraftOutcome> SaveDraft(SaveRuleDraft command);

    /// <summary>Publishes the draft. Publishing the same revision again answers again.</summary>
    [Alias("Publish")]
    Task<PublishOutcome> Publish(PublishRules command);

    /// <summary>Says what an event would earn; changes nothing.</summary>
    [Alias("Simulate"), AlwaysInterleave]
    Task<SimulateOutcome> Simulate(SimulateEvent command);

    /// <summary>Makes a campaign. Its id is made from the request, so making it again answers again.</summary>
    [Alias("MakeCampaign")]
    Task<CampaignOutcome> MakeCampaign(MakeCampaign command);

    /// <summary>Changes what a campaign is. A launched one is in force as changed from now on.</summary>
    [Alias("EditCampaign")]
    Task<CampaignOutcome> EditCampaign(EditCampaign command);

    /// <summary>Launches, pauses or ends a campaign, from now on.</summary>
    [Alias("MoveCampaign")]
    Task<CampaignOutcome> MoveCampaign(MoveCampaign command);
}
