using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Campaigns;

/// <summary>Writes <see cref="CampaignChanged"/> and its budget; fenced by the version and by what was given.</summary>
internal sealed class CampaignTable : IFactTable
{
    public Type FactType => typeof(CampaignChanged);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into campaign_versions (campaign_id, version, campaign, actor, changed_at)
            select * from unnest($1, $2, $3, $4, $5)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CampaignChanged fact) => fact.Campaign.Id);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CampaignChanged fact) => fact.Campaign.Version);
        insert.AddColumn(facts, NpgsqlDbType.Json, (CampaignChanged fact) => RuleJson.Write(fact.Campaign));
        insert.AddColumn(facts, NpgsqlDbType.Text, (CampaignChanged fact) => fact.Campaign.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (CampaignChanged fact) => fact.Campaign.ChangedAt);
        batch.BatchCommands.Add(insert);

        // Two changes of one campaign in a batch: the later row is the later version.
        var budget = new NpgsqlBatchCommand(
            """
            insert into campaign_budgets (campaign_id, budget, spent, events)
            select distinct on (campaign_id) campaign_id, budget, 0, 0
              from unnest($1, $2, $3) change (campaign_id, version, budget)
             order by campaign_id, version desc
                on conflict (campaign_id) do update set budget = excluded.budget
            """);
        budget.AddColumn(facts, NpgsqlDbType.Text, (CampaignChanged fact) => fact.Campaign.Id);
        budget.AddColumn(facts, NpgsqlDbType.Bigint, (CampaignChanged fact) => fact.Campaign.Version);
        budget.AddColumn(facts, NpgsqlDbType.Bigint, (CampaignChanged fact) => fact.Campaign.Budget?.Value);
        batch.BatchCommands.Add(budget);
    }
}

/// <summary>
/// Writes <see cref="CampaignSpent"/> and takes it from the budgets: one update a campaign and batch, refused by the
/// check when a budget does not cover it.
/// </summary>
internal sealed class CampaignSpendTable : IFactTable
{
    public Type FactType => typeof(CampaignSpent);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into campaign_spends (campaign_id, member_id, posting_seq, points)
            select * from unnest($1, $2, $3, $4)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CampaignSpent fact) => fact.CampaignId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CampaignSpent fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CampaignSpent fact) => fact.PostingSeq);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CampaignSpent fact) => fact.Points.Value);
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(Take(facts));
    }

    // In one order of ids, so that two silos wait for each other and do not lock each other out.
    private static NpgsqlBatchCommand Take(IReadOnlyList<OrderedFact> facts)
    {
        var sums = new SortedDictionary<string, (long Points, long Events)>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            var spent = (CampaignSpent)fact.Fact;
            var (points, events) = sums.GetValueOrDefault(spent.CampaignId);
            sums[spent.CampaignId] = (checked(points + spent.Points.Value), events + (spent.Points.Value > 0 ? 1 : 0));
        }

        return new NpgsqlBatchCommand(
            """
            update campaign_budgets budget
               set spent = budget.spent + change.points, events = budget.events + change.events
              from unnest($1, $2, $3) change (campaign_id, points, events)
             where budget.campaign_id = change.campaign_id
            """)
        {
            Parameters =
            {
                Values(NpgsqlDbType.Text, sums.Keys),
                Values(NpgsqlDbType.Bigint, sums.Values.Select(sum => sum.Points)),
                Values(NpgsqlDbType.Bigint, sums.Values.Select(sum => sum.Events)),
            },
        };
    }

    private static NpgsqlParameter<T[]> Values<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };
}
