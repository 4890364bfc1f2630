using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>Writes <see cref="PointsPosted"/>; fenced by the posting's number in its account.</summary>
internal sealed class PostingTable : IFactTable
{
    public Type FactType => typeof(PointsPosted);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into postings (member_id, seq, kind, program_account, points, balance_after,
                                  source, reason, actor, request_id, reverses, lot, expires_on, detail,
                                  posted_at, posted_on, hash, txid)
            select facts.*, pg_current_xact_id()::text::bigint
              from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) facts
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (PointsPosted fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (PointsPosted fact) => fact.Seq);
        insert.AddColumn(facts, NpgsqlDbType.Smallint, (PointsPosted fact) => (short)fact.Kind);
        insert.AddColumn(facts, NpgsqlDbType.Smallint, (PointsPosted fact) => (short)fact.Other);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (PointsPosted fact) => fact.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (PointsPosted fact) => fact.BalanceAfter.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (PointsPosted fact) => fact.Source);
        insert.AddColumn(facts, NpgsqlDbType.Text, (PointsPosted fact) => fact.Reason);
        insert.AddColumn(facts, NpgsqlDbType.Text, (PointsPosted fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.Text, (PointsPosted fact) => fact.Request?.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (PointsPosted fact) => fact.Reverses);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (PointsPosted fact) => fact.Lot);
        insert.AddColumn(facts, NpgsqlDbType.Date, (PointsPosted fact) => fact.ExpiresOn);
        insert.AddColumn(facts, NpgsqlDbType.Json, (PointsPosted fact) => fact.DetailText);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (PointsPosted fact) => fact.PostedAt);
        insert.AddColumn(facts, NpgsqlDbType.Date, (PointsPosted fact) => fact.PostedOn);
        insert.AddColumn(facts, NpgsqlDbType.Bytea, (PointsPosted fact) => fact.Hash);
        batch.BatchCommands.Add(insert);
    }
}
