using OrleansLoyalty.Campaigns;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.Campaigns;

/// <summary>What a campaign may give and has given.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Budget">The most it gives in all; <see langword="null"/> for no limit.</param>
/// <param name="Spent">What it has given, less what refunds gave back.</param>
/// <param name="Events">How many events it gave something for.</param>
public sealed record CampaignBudget(string CampaignId, Points? Budget, Points Spent, long Events);

/// <summary>A campaign and the key by which it is listed.</summary>
public sealed record ListedCampaign(Campaign Campaign, DateTimeOffset MadeAt);

/// <summary>Reads campaigns and their figures.</summary>
public sealed class CampaignQueries(Database database)
{
    private const string Newest =
        """
        select campaign.campaign, first.changed_at, campaign.campaign_id
          from campaign_versions campaign
          join campaign_versions first on first.campaign_id = campaign.campaign_id and first.version = 1
        """;

    private const string IsNewest =
        """
        not exists (select from campaign_versions newer
                     where newer.campaign_id = campaign.campaign_id and newer.version > campaign.version)
        """;

    /// <summary>All campaigns that are not ended.</summary>
    public Task<List<Campaign>> OpenAsync(CancellationToken cancellation = default) =>
        database.Application.RowsAsync(
            $"{Newest} where {IsNewest} and campaign.campaign->>'stage' <> '{CampaignStage.Ended}'",
            [],
            row => RuleJson.ReadCampaign(row.GetString(0)),
            cancellation);

    /// <summary>One campaign as it is now; <see langword="null"/> when there is none of this id.</summary>
    public Task<Campaign?> FindAsync(string id, CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            $"{Newest} where campaign.campaign_id = $1 and {IsNewest}",
            [id],
            row => RuleJson.ReadCampaign(row.GetString(0)),
            cancellation);

    /// <summary>A campaign as it was first made; <see langword="null"/> when there is none of this id.</summary>
    public Task<Campaign?> FirstAsync(string id, CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            "select campaign from campaign_versions where campaign_id = $1 and version = 1",
            [id],
            row => RuleJson.ReadCampaign(row.GetString(0)),
            cancellation);

    /// <summary>A page of campaigns, newest first. The key is (made at, id).</summary>
    public Task<ListPage<ListedCampaign>> ListAsync(ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(Newest, ["first.changed_at", "campaign.campaign_id"], descending: true)
            .Where(IsNewest)
            .ReadAsync(
                database.Application,
                window,
                row => new ListedCampaign(RuleJson.ReadCampaign(row.GetString(0)), row.Moment(1)),
                cancellation);

    /// <summary>What these campaigns may give and have given; of all campaigns without ids.</summary>
    public Task<List<CampaignBudget>> BudgetsAsync(
        IReadOnlyCollection<string>? ids, CancellationToken cancellation = default) =>
        database.Application.RowsAsync(
            $"""
            select campaign_id, budget, spent, events from campaign_budgets
             {(ids is null ? "" : "where campaign_id = any ($1)")}
            """,
            ids is null ? [] : [ids.ToArray()],
            row => new CampaignBudget(
                row.GetString(0),
                row.IsDBNull(1) ? null : new Points(row.GetInt64(1)),
                new Points(row.GetInt64(2)),
                row.GetInt64(3)),
            cancellation);

    /// <summary>How many members have points of these campaigns.</summary>
    public async Task<IReadOnlyDictionary<string, long>> MembersAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            """
            select campaign_id, count(distinct member_id) from campaign_spends
             where campaign_id = any ($1) and points > 0
             group by campaign_id
            """,
            [ids.ToArray()],
            row => (Id: row.GetString(0), Members: row.GetInt64(1)),
            cancellation);
        return rows.ToDictionary(row => row.Id, row => row.Members, StringComparer.Ordinal);
    }
}
