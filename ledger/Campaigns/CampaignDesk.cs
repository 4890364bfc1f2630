using System.Collections.Immutable;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Campaigns;

/// <summary>The campaigns that are not ended. Deciding never changes it.</summary>
public sealed class CampaignDesk
{
    private readonly ImmutableSortedDictionary<string, Campaign> _open;

    /// <param name="open">The campaigns that are not ended.</param>
    public CampaignDesk(IEnumerable<Campaign> open)
        : this(open.ToImmutableSortedDictionary(campaign => campaign.Id, campaign => campaign, StringComparer.Ordinal))
    {
    }

    private CampaignDesk(ImmutableSortedDictionary<string, Campaign> open) => _open = open;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Campaign> Campaigns => [.. _open.Values];

    /// <summary>One of them.</summary>
    public Campaign? Find(string id) => _open.GetValueOrDefault(id);

    /// <summary>The desk with a campaign as it is now.</summary>
    public CampaignDesk With(Campaign campaign) => new(
        campaign.Stage == CampaignStage.Ended ? _open.Remove(campaign.Id) : _open.SetItem(campaign.Id, campaign));

    /// <summary>Whether a request made this campaign, in its first version, and asked for the same.</summary>
    public static bool IsMadeBy(Campaign first, MakeCampaign command) =>
        first.Template == command.Template
        && first.Actor == command.Actor
        && (command.Plan is null || RuleJson.Write(first) == RuleJson.Write(As(first, command.Plan)));

    /// <summary>Decides a new campaign.</summary>
    public CampaignOutcome Make(MakeCampaign command, DateTimeOffset now)
    {
        var open = _open.Values.Count(campaign => campaign.StatusAt(now) != CampaignStatus.Ended);
        if (open >= Campaign.MaxOpen)
        {
            return new TooManyCampaigns(Campaign.MaxOpen);
        }

        var plan = command.Plan ?? CampaignTemplates.Plan(
            command.Template ?? throw new ArgumentException("A campaign is made of a plan or of a template.", nameof(command)), now);
        return BudgetProblem(plan, Points.Zero) ?? new CampaignAsAsked(new Campaign(
            command.Id,
            1,
            plan.Theme,
            CampaignStage.Planned,
            plan.From,
            plan.To,
            plan.Audience,
            plan.Rules,
            plan.Budget,
            command.Template,
            command.Actor,
            now));
    }

    /// <summary>Decides a change of what a campaign is.</summary>
    /// <param name="campaign">The campaign as it is.</param>
    /// <param name="command">What it is to be.</param>
    /// <param name="given">What it has given.</param>
    /// <param name="now">When.</param>
    public static CampaignOutcome Edit(Campaign campaign, EditCampaign command, Points given, DateTimeOffset now)
    {
        if (campaign.Stage == CampaignStage.Ended)
        {
            return new CampaignIsOver(campaign.ChangedAt);
        }

        if (RuleJson.Write(campaign) == RuleJson.Write(As(campaign, command.Plan)))
        {
            return new CampaignAsAsked(campaign);
        }

        if (command.BasedOn != campaign.Version)
        {
            return new CampaignChangedSince(campaign.Version, campaign.Actor);
        }

        return BudgetProblem(command.Plan, given) ?? new CampaignAsAsked(As(campaign, command.Plan) with
        {
            Version = campaign.Version + 1,
            Actor = command.Actor,
            ChangedAt = now,
        });
    }

    /// <summary>Decides a launch, a pause or an end.</summary>
    public static CampaignOutcome Move(Campaign campaign, MoveCampaign command, DateTimeOffset now)
    {
        var stage = command.Move switch
        {
            CampaignMoveKind.Launch => CampaignStage.Launched,
            CampaignMoveKind.Pause => CampaignStage.Paused,
            _ => CampaignStage.Ended,
        };
        if (stage == campaign.Stage)
        {
            return new CampaignAsAsked(campaign);
        }

        if (campaign.Stage == CampaignStage.Ended)
        {
            return new CampaignIsOver(campaign.ChangedAt);
        }

        if (stage == CampaignStage.Launched && campaign.To <= now)
        {
            return new CampaignIsOver(campaign.To.Value);
        }

        return stage == CampaignStage.Paused && campaign.Stage == CampaignStage.Planned
            ? new CampaignNotLaunched()
            : new CampaignAsAsked(campaign with
            {
                Stage = stage,
                Version = campaign.Version + 1,
                Actor = command.Actor,
                ChangedAt = now,
            });
    }

    private static CampaignOutcome? BudgetProblem(CampaignPlan plan, Points given)
    {
        var min = new Points(Math.Max(1, given.Value));
        var max = new Points(Points.MaxValue);
        return plan.Budget < min || plan.Budget > max ? new CampaignBudgetOutOfRange(min, max) : null;
    }

    private static Campaign As(Campaign campaign, CampaignPlan plan) => campaign with
    {
        Theme = plan.Theme,
        From = plan.From,
        To = plan.To,
        Audience = plan.Audience,
        Rules = plan.Rules,
        Budget = plan.Budget,
    };
}
