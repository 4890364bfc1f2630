using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Adjustments;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Adjustments;

/// <summary>Writes <see cref="AdjustmentAsked"/>; fenced by the proposal's id, which is made from the request.</summary>
internal sealed class AdjustmentProposalTable : IFactTable
{
    public Type FactType => typeof(AdjustmentAsked);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into adjustment_proposals (id, member_id, points, reason, actor, request_id, proposed_at)
            select * from unnest($1, $2, $3, $4, $5, $6, $7)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentAsked fact) => fact.Proposal.Id);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentAsked fact) => fact.Proposal.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (AdjustmentAsked fact) => fact.Proposal.Adjustment.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentAsked fact) => fact.Proposal.Adjustment.Reason);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentAsked fact) => fact.Proposal.Adjustment.Actor);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentAsked fact) => fact.Proposal.Adjustment.Request.Value);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (AdjustmentAsked fact) => fact.Proposal.ProposedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="AdjustmentDecided"/>; fenced by the proposal, so that it is decided once.</summary>
internal sealed class AdjustmentDecisionTable : IFactTable
{
    public Type FactType => typeof(AdjustmentDecided);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into adjustment_decisions (proposal_id, is_approved, reason, actor, decided_at)
            select * from unnest($1, $2, $3, $4, $5)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentDecided fact) => fact.ProposalId);
        insert.AddColumn(facts, NpgsqlDbType.Boolean, (AdjustmentDecided fact) => fact.Decision.IsApproved);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentDecided fact) => fact.Decision.Reason);
        insert.AddColumn(facts, NpgsqlDbType.Text, (AdjustmentDecided fact) => fact.Decision.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (AdjustmentDecided fact) => fact.Decision.DecidedAt);
        batch.BatchCommands.Add(insert);
    }
}
