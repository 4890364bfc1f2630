using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>Writes <see cref="MemberJoined"/>; fenced by the member's id and by the phone number.</summary>
internal sealed class MemberTable : IFactTable
{
    public Type FactType => typeof(MemberJoined);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into members (id, phone, name, joined_at)
            select * from unnest($1, $2, $3, $4)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MemberJoined fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MemberJoined fact) => fact.Phone);
        insert.AddColumn(facts, NpgsqlDbType.Text, (MemberJoined fact) => fact.Name);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (MemberJoined fact) => fact.JoinedAt);
        batch.BatchCommands.Add(insert);
    }
}
