using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.Channels;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Channels;

/// <summary>Writes <see cref="ChannelOpened"/>; fenced by the code.</summary>
internal sealed class ChannelTable : IFactTable
{
    public Type FactType => typeof(ChannelOpened);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            "insert into channels (code, name, actor, added_at) select * from unnest($1, $2, $3, $4)");
        insert.AddColumn(facts, NpgsqlDbType.Text, (ChannelOpened fact) => fact.Code);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ChannelOpened fact) => fact.Name);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ChannelOpened fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ChannelOpened fact) => fact.AddedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="KeyIssued"/>; fenced by the key's prefix.</summary>
internal sealed class ApiKeyTable : IFactTable
{
    public Type FactType => typeof(KeyIssued);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into api_keys (prefix, channel, name, hash, actor, issued_at)
            select * from unnest($1, $2, $3, $4, $5, $6)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (KeyIssued fact) => fact.Prefix);
        insert.AddColumn(facts, NpgsqlDbType.Text, (KeyIssued fact) => fact.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Text, (KeyIssued fact) => fact.Name);
        insert.AddColumn(facts, NpgsqlDbType.Bytea, (KeyIssued fact) => fact.Hash);
        insert.AddColumn(facts, NpgsqlDbType.Text, (KeyIssued fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (KeyIssued fact) => fact.IssuedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="KeyRevoked"/>; fenced by the key's prefix.</summary>
internal sealed class ApiKeyRevocationTable : IFactTable
{
    public Type FactType => typeof(KeyRevoked);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            "insert into api_key_revocations (prefix, actor, revoked_at) select * from unnest($1, $2, $3)");
        insert.AddColumn(facts, NpgsqlDbType.Text, (KeyRevoked fact) => fact.Prefix);
        insert.AddColumn(facts, NpgsqlDbType.Text, (KeyRevoked fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (KeyRevoked fact) => fact.RevokedAt);
        batch.BatchCommands.Add(insert);
    }
}

/// <summary>Writes <see cref="ExternalIdLinked"/>; fenced by the channel and its own id.</summary>
internal sealed class ExternalIdTable : IFactTable
{
    public Type FactType => typeof(ExternalIdLinked);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into member_external_ids (channel, external_id, member_id, actor, linked_at)
            select * from unnest($1, $2, $3, $4, $5)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ExternalIdLinked fact) => fact.Channel);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ExternalIdLinked fact) => fact.ExternalId);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ExternalIdLinked fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ExternalIdLinked fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ExternalIdLinked fact) => fact.LinkedAt);
        batch.BatchCommands.Add(insert);
    }
}
