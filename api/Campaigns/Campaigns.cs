using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.EarningRules;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Storage.Campaigns;

namespace OrleansLoyalty.Api.Campaigns;

/// <summary>Rules for a time, an audience and a budget.</summary>
/// <param name="Id">The campaign's id.</param>
/// <param name="Version">Counts its changes.</param>
/// <param name="Theme">What it is about.</param>
/// <param name="Status">Where it stands now.</param>
/// <param name="Launched">Whether it was launched: a planned one that was begins by itself.</param>
/// <param name="From">Events from this moment on count.</param>
/// <param name="To">Events before this moment count; null for no end.</param>
/// <param name="Tiers">Members of these tiers; all when empty.</param>
/// <param name="Tags">Members with one of these tags; all when empty.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Budget">The most points it gives in all; null for no limit.</param>
/// <param name="Template">The template it was made from.</param>
/// <param name="ChangedBy">Who changed it last.</param>
/// <param name="ChangedAt">When.</param>
[GraphQLName("Campaign")]
public sealed record ShownCampaign(
    [property: ID] string Id,
    long Version,
    ShownText Theme,
    CampaignStatus Status,
    bool Launched,
    DateTimeOffset From,
    DateTimeOffset? To,
    [property: ID] IReadOnlyList<string> Tiers,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ShownRule> Rules,
    long? Budget,
    CampaignTemplate? Template,
    string ChangedBy,
    DateTimeOffset ChangedAt)
{
    internal static ShownCampaign Of(Campaign campaign, DateTimeOffset now) => new(
        campaign.Id,
        campaign.Version,
        ShownText.From(campaign.Theme),
        campaign.StatusAt(now),
        campaign.Stage is CampaignStage.Launched or CampaignStage.Paused,
        campaign.From.ToUniversalTime(),
        campaign.To?.ToUniversalTime(),
        [.. campaign.Audience.Tiers],
        [.. campaign.Audience.Tags],
        [.. campaign.Rules.Select(ShownRule.From)],
        campaign.Budget?.Value,
        campaign.Template,
        campaign.Actor,
        campaign.ChangedAt.ToUniversalTime());
}

/// <summary>What a campaign has done so far.</summary>
/// <param name="Points">What it gave, less what refunds gave back.</param>
/// <param name="Events">For how many events.</param>
/// <param name="Members">To how many members.</param>
/// <param name="BudgetLeft">What it can still give; null for no limit.</param>
public sealed record CampaignFigures(long Points, long Events, long Members, long? BudgetLeft);

/// <summary>Loads the figures of the campaigns that one request shows, together.</summary>
public sealed class FiguresByCampaign(CampaignQueries campaigns, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, CampaignFigures>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, CampaignFigures>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var members = await campaigns.MembersAsync(keys, cancellationToken);
        var budgets = await campaigns.BudgetsAsync(keys, cancellationToken);
        return budgets.ToDictionary(
            row => row.CampaignId,
            row => new CampaignFigures(
                row.Spent.Value,
                row.Events,
                members.GetValueOrDefault(row.CampaignId),
                row.Budget?.Value - row.Spent.Value),
            StringComparer.Ordinal);
    }
}

/// <summary>What a campaign leads to.</summary>
[ObjectType<ShownCampaign>]
public static partial class CampaignNode
{
    /// <summary>What it has done so far, as of now.</summary>
    public static Task<CampaignFigures> GetFiguresAsync(
        [Parent] ShownCampaign campaign, FiguresByCampaign figures, CancellationToken cancellation) =>
        figures.LoadRequiredAsync(campaign.Id, cancellation);
}

/// <summary>Finds and lists campaigns.</summary>
[QueryType]
public static partial class CampaignQuery
{
    private static readonly ListCursors Cursors = new("campaigns", typeof(DateTimeOffset), typeof(string));

    /// <summary>A campaign; null when there is none of this id.</summary>
    /// <param name="id">The campaign's id.</param>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ShownCampaign?> GetCampaignAsync(
        [ID] string id, CampaignQueries campaigns, TimeProvider clock, CancellationToken cancellation) =>
        await campaigns.FindAsync(BadInput.Text("id", id, 100), cancellation) is { } campaign
            ? ShownCampaign.Of(campaign, clock.GetUtcNow())
            : null;

    /// <summary>All campaigns, newest first.</summary>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ShownCampaign>> GetCampaignsAsync(
        PagingArguments page, CampaignQueries campaigns, TimeProvider clock, CancellationToken cancellation) =>
        Cursors.Connection(
            await campaigns.ListAsync(Cursors.Window(page), cancellation),
            row => ShownCampaign.Of(row.Campaign, clock.GetUtcNow()),
            row => [row.MadeAt, row.Campaign.Id]);
}
