using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Storage.Activities;

/// <summary>Writes <see cref="ActivityRecorded"/>, and lists it as due; fenced by its natural key.</summary>
internal sealed class ActivityTable : IFactTable
{
    public Type FactType => typeof(ActivityRecorded);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            with happened as (
              select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                as happened (key, kind, channel, member_id, subject, store, actor, occurred_at, recorded_at)
            ), due as (
              insert into activities_due (key, since) select key, recorded_at from happened
            )
            insert into activities (key, kind, channel, member_id, subject, store, actor, occurred_at, recorded_at)
            select * from happened
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityRecorded fact) => fact.Key.ToString());
        insert.AddColumn(facts, NpgsqlDbType.Smallint, (ActivityRecorded fact) => (short)fact.Key.Kind);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityRecorded fact) => Channel(fact.Key));
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityRecorded fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityRecorded fact) => fact.Subject);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityRecorded fact) => fact.Store);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityRecorded fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ActivityRecorded fact) => fact.OccurredAt);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ActivityRecorded fact) => fact.RecordedAt);
        batch.BatchCommands.Add(insert);
    }

    private static string? Channel(ActivityKey key) =>
        key.Channel == OrleansLoyalty.Channels.ChannelCode.Program ? null : key.Channel;
}

/// <summary>Writes <see cref="ActivityCredited"/>, and takes it off what is due; fenced by its natural key.</summary>
internal sealed class ActivityCreditTable : IFactTable
{
    public Type FactType => typeof(ActivityCredited);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into activity_credits (key, posting_seq, points, award, spendable_on, expires_on, credited_at)
            select * from unnest($1, $2, $3, $4, $5, $6, $7)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityCredited fact) => fact.Key.ToString());
        insert.AddCredit(facts, (ActivityCredited fact) => fact.Credit);
        batch.BatchCommands.Add(insert);

        var done = new NpgsqlBatchCommand("delete from activities_due where key = any ($1)");
        done.AddColumn(facts, NpgsqlDbType.Text, (ActivityCredited fact) => fact.Key.ToString());
        batch.BatchCommands.Add(done);
    }
}

/// <summary>Writes <see cref="ActivityReversed"/>; fenced by the activity's natural key.</summary>
internal sealed class ActivityReversalTable : IFactTable
{
    public Type FactType => typeof(ActivityReversed);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            "insert into activity_reversals (key, points, debt, reversed_at) select * from unnest($1, $2, $3, $4)");
        insert.AddColumn(facts, NpgsqlDbType.Text, (ActivityReversed fact) => fact.Key.ToString());
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ActivityReversed fact) => fact.Points.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ActivityReversed fact) => fact.Debt.Value);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ActivityReversed fact) => fact.ReversedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="MemberReferred"/>; fenced by the invited member.</summary>
internal sealed class ReferralTable : IFactTable
{
    public Type FactType => typeof(MemberReferred);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            "insert into referrals (member_id, inviter_id, invited_at) select * from unnest($1, $2, $3)");
        insert.AddColumn(facts, NpgsqlDbType.Text, (MemberReferred fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MemberReferred fact) => fact.Inviter.Value);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (MemberReferred fact) => fact.InvitedAt);
        batch.BatchCommands.Add(insert);
    }
}
