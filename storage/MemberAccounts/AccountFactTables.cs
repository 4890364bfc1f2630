using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>Writes <see cref="AccountDue"/>: the last word of a batch about an account.</summary>
internal sealed class AccountDueTable : IFactTable
{
    public Type FactType => typeof(AccountDue);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var upsert = new NpgsqlBatchCommand(
            """
            insert into account_dues (member_id, due_on, hold_due)
            select distinct on (member_id) member_id, due_on, hold_due
              from unnest($1, $2, $3) with ordinality facts (member_id, due_on, hold_due, nth)
             order by member_id, nth desc
                on conflict (member_id) do update set due_on = excluded.due_on, hold_due = excluded.hold_due
            """);
        upsert.AddColumn(facts, NpgsqlDbType.Text, (AccountDue fact) => fact.Member.Value);
        upsert.AddColumn(facts, NpgsqlDbType.Date, (AccountDue fact) => fact.On);
        upsert.AddColumn(facts, NpgsqlDbType.TimestampTz, (AccountDue fact) => fact.HoldDue?.ToUniversalTime());
        batch.BatchCommands.Add(upsert);
    }
}

/// <summary>Writes nothing of <see cref="AccountUnchanged"/>; refuses what another activation's postings contradict.</summary>
/// <remarks>The first table of a batch: postings that were decided after the answer may stand in the same one.</remarks>
internal sealed class AccountUnchangedTable : IFactTable
{
    public Type FactType => typeof(AccountUnchanged);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        // Lateral, so that no plan reads more than one index entry an account.
        var check = new NpgsqlBatchCommand(
            """
            insert into outdated_answers (member_id)
            select answer.member_id
              from unnest($1, $2) answer (member_id, seq)
             cross join lateral (
               select from postings where postings.member_id = answer.member_id and postings.seq > answer.seq limit 1) newer
            """);
        check.AddColumn(facts, NpgsqlDbType.Text, (AccountUnchanged fact) => fact.Member.Value);
        check.AddColumn(facts, NpgsqlDbType.Bigint, (AccountUnchanged fact) => fact.Seq);
        batch.BatchCommands.Add(check);
    }
}

/// <summary>Writes <see cref="EventCredited"/>; fenced by the event's key.</summary>
internal sealed class EventCreditTable : IFactTable
{
    public Type FactType => typeof(EventCredited);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            "insert into event_credits (key, member_id, seq, credited_at) select * from unnest($1, $2, $3, $4)");
        insert.AddColumn(facts, NpgsqlDbType.Text, (EventCredited fact) => fact.Key);
        insert.AddColumn(facts, NpgsqlDbType.Text, (EventCredited fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (EventCredited fact) => fact.Seq);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (EventCredited fact) => fact.CreditedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="TransferSent"/>; fenced by the transfer's id.</summary>
internal sealed class TransferTable : IFactTable
{
    public Type FactType => typeof(TransferSent);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into transfers (id, from_member, to_member, points, parts, sent_at)
            select * from unnest($1, $2, $3, $4, $5, $6)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (TransferSent fact) => fact.Transfer);
        insert.AddColumn(facts, NpgsqlDbType.Text, (TransferSent fact) => fact.From.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (TransferSent fact) => fact.To.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (TransferSent fact) => fact.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Json, (TransferSent fact) => fact.Parts);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (TransferSent fact) => fact.SentAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="TransferArrived"/>; fenced by the transfer's id.</summary>
internal sealed class TransferArrivalTable : IFactTable
{
    public Type FactType => typeof(TransferArrived);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            "insert into transfer_arrivals (transfer_id, member_id, seq, arrived_at) select * from unnest($1, $2, $3, $4)");
        insert.AddColumn(facts, NpgsqlDbType.Text, (TransferArrived fact) => fact.Transfer);
        insert.AddColumn(facts, NpgsqlDbType.Text, (TransferArrived fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (TransferArrived fact) => fact.Seq);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (TransferArrived fact) => fact.ArrivedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="NoticeGiven"/>; fenced by the posting that records it and the lot.</summary>
internal sealed class NoticeTable : IFactTable
{
    public Type FactType => typeof(NoticeGiven);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into expiry_notices (member_id, seq, lot, points, expires_on, is_last, noted_on, txid)
            select facts.*, pg_current_xact_id()::text::bigint from unnest($1, $2, $3, $4, $5, $6, $7) facts
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (NoticeGiven fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (NoticeGiven fact) => fact.Seq);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (NoticeGiven fact) => fact.Lot);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (NoticeGiven fact) => fact.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Date, (NoticeGiven fact) => fact.ExpiresOn);
        insert.AddColumn(facts, NpgsqlDbType.Boolean, (NoticeGiven fact) => fact.IsLast);
        insert.AddColumn(facts, NpgsqlDbType.Date, (NoticeGiven fact) => fact.NotedOn);
        batch.BatchCommands.Add(insert);
    }
}
