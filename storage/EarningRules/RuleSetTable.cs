using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.EarningRules;

/// <summary>Writes <see cref="RuleSetPublished"/>; fenced by the version and by the draft it came of.</summary>
internal sealed class RuleSetTable : IFactTable
{
    public Type FactType => typeof(RuleSetPublished);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into rule_sets (version, effective_from, rules, draft_revision, actor, published_at)
            select * from unnest($1, $2, $3, $4, $5, $6)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (RuleSetPublished fact) => fact.Published.Set.Version);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (RuleSetPublished fact) => fact.Published.Set.EffectiveFrom);
        insert.AddColumn(facts, NpgsqlDbType.Json, (RuleSetPublished fact) => RuleJson.Write(fact.Published.Set));
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (RuleSetPublished fact) => fact.Published.DraftRevision);
        insert.AddColumn(facts, NpgsqlDbType.Text, (RuleSetPublished fact) => fact.Published.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (RuleSetPublished fact) => fact.Published.PublishedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="RuleDraftSaved"/>; fenced by the revision.</summary>
internal sealed class RuleDraftTable : IFactTable
{
    public Type FactType => typeof(RuleDraftSaved);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            "insert into rule_drafts (revision, rules, actor, saved_at) select * from unnest($1, $2, $3, $4)");
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (RuleDraftSaved fact) => fact.Draft.Revision);
        insert.AddColumn(facts, NpgsqlDbType.Json, (RuleDraftSaved fact) => RuleJson.Write(fact.Draft.Rules));
        insert.AddColumn(facts, NpgsqlDbType.Text, (RuleDraftSaved fact) => fact.Draft.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (RuleDraftSaved fact) => fact.Draft.SavedAt);
        batch.BatchCommands.Add(insert);
    }
}
