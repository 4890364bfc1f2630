using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.ProductCodes;

/// <summary>Writes <see cref="CodeClaimed"/>; fenced by the code, which ends once.</summary>
internal sealed class ClaimTable : IFactTable
{
    public Type FactType => typeof(CodeClaimed);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into claims (code, batch_id, member_id, posting_seq, points, balance_after, claimed_at, ord, txid)
            select facts.*, pg_current_xact_id()::text::bigint
              from unnest($1, $2, $3, $4, $5, $6, $7, $8) facts
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CodeClaimed fact) => fact.Code);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CodeClaimed fact) => fact.BatchId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CodeClaimed fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CodeClaimed fact) => fact.PostingSeq);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CodeClaimed fact) => fact.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CodeClaimed fact) => fact.BalanceAfter.Value);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (CodeClaimed fact) => fact.ClaimedAt);
        insert.AddOrd(facts);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="CodeVoided"/> into the same table and under the same fence.</summary>
internal sealed class VoidTable : IFactTable
{
    public Type FactType => typeof(CodeVoided);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into claims (code, batch_id, void_reason, void_actor, claimed_at, ord, txid)
            select facts.*, pg_current_xact_id()::text::bigint
              from unnest($1, $2, $3, $4, $5, $6) facts
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CodeVoided fact) => fact.Code);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (CodeVoided fact) => fact.BatchId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CodeVoided fact) => fact.Reason);
        insert.AddColumn(facts, NpgsqlDbType.Text, (CodeVoided fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (CodeVoided fact) => fact.VoidedAt);
        insert.AddOrd(facts);
        batch.BatchCommands.Add(insert);
    }
}
