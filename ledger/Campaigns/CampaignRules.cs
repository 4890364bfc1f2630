using System.Collections.Immutable;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Campaigns;

/// <summary>What follows from a campaign for the rules; plain functions.</summary>
public static class CampaignRules
{
    /// <summary>Whether the campaign's rules belong into a set that is in force from a moment on.</summary>
    public static bool IsInForceFrom(this Campaign campaign, DateTimeOffset moment) =>
        campaign.Stage == CampaignStage.Launched && !(campaign.To <= moment);

    /// <summary>What the rules must know of it.</summary>
    public static CampaignTerms Terms(this Campaign campaign) =>
        new(campaign.Id, campaign.From, campaign.To, campaign.Audience, campaign.Budget is not null);

    /// <summary>Its rules as a rule set has them: under the campaign's name.</summary>
    public static IEnumerable<Rule> PublishedRules(this Campaign campaign) =>
        campaign.Rules.Select(rule => rule with { Id = $"{campaign.Id}/{rule.Id}", CampaignId = campaign.Id });

    /// <summary>The set of the program's own rules and of the campaigns launched.</summary>
    public static RuleSet Compose(
        long version, DateTimeOffset effectiveFrom, IEnumerable<Rule> own, IEnumerable<Campaign> campaigns)
    {
        var launched = campaigns
            .Where(campaign => campaign.IsInForceFrom(effectiveFrom))
            .OrderBy(campaign => campaign.From)
            .ThenBy(campaign => campaign.Id, StringComparer.Ordinal)
            .ToList();
        return new RuleSet(
            version,
            effectiveFrom,
            [.. own, .. launched.SelectMany(PublishedRules)],
            [.. launched.Select(Terms)]);
    }

    /// <summary>The program's own rules of a set.</summary>
    public static ImmutableArray<Rule> Own(this RuleSet set) => [.. set.Rules.Where(rule => rule.CampaignId is null)];

    /// <summary>What is wrong with the campaign by itself.</summary>
    public static ImmutableArray<RuleProblem> Problems(this Campaign campaign, ImmutableArray<string> tiers)
    {
        if (campaign.Rules.Length > Campaign.MaxRules)
        {
            return [new TooManyRules(campaign.Rules.Length, Campaign.MaxRules)];
        }

        if (campaign.Rules.FirstOrDefault(rule => rule.CampaignId is not null) is { } foreign)
        {
            return [new RuleCampaignUnknown(foreign.Id, foreign.CampaignId!)];
        }

        return
        [
            .. Itself(campaign, tiers),
            .. RuleCheck.Problems([.. campaign.PublishedRules()], [campaign.Terms()], tiers),
        ];
    }

    private static IEnumerable<RuleProblem> Itself(Campaign campaign, ImmutableArray<string> tiers)
    {
        if (campaign.From >= campaign.To)
        {
            yield return new RuleRangeEmpty(campaign.Id, "from", $"{campaign.From:u}", $"{campaign.To:u}");
        }

        foreach (var tier in campaign.Audience.Tiers.Where(tier => !tiers.Contains(tier)))
        {
            yield return new RuleTierUnknown(campaign.Id, tier, tiers);
        }

        if (campaign.Audience.Tags.Length > RuleCheck.MaxEntries
            || campaign.Audience.Tags.Any(tag => tag.Length is 0 or > RuleCheck.MaxEntry))
        {
            yield return new RuleMakesNoSense(
                campaign.Id,
                "audience.tags",
                $"At most {RuleCheck.MaxEntries} tags of 1 to {RuleCheck.MaxEntry} characters each.");
        }

        if (Math.Max(campaign.Theme.Zh.Length, campaign.Theme.En.Length) is var longest and (0 or > Rule.MaxName))
        {
            yield return new RuleNumberOutOfRange(campaign.Id, "theme", longest, 1, Rule.MaxName);
        }
    }
}
