using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.LoyaltyProgram;

/// <summary>The program's settings changed; the newest version is in force.</summary>
public sealed record ProgramChanged(
    long Version, string Name, string TimeZone, Points PointsPerCode, string Actor, DateTimeOffset SetAt) : Fact;

/// <summary>Loads the settings in force.</summary>
public sealed class ProgramSettingsLoad(Database database)
{
    /// <summary>The settings and their version.</summary>
    public async Task<(long Version, ProgramView Program)> LoadAsync()
    {
        var rows = await database.Application.RowsAsync(
            "select version, name, time_zone, points_per_code from program_settings order by version desc limit 1",
            [],
            row => (row.GetInt64(0), new ProgramView(row.GetString(1), row.GetString(2), new Points(row.GetInt64(3)))));
        return rows[0];
    }
}

/// <summary>Writes <see cref="ProgramChanged"/>; fenced by the version.</summary>
internal sealed class ProgramSettingsTable : IFactTable
{
    public Type FactType => typeof(ProgramChanged);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into program_settings (version, name, time_zone, points_per_code, actor, set_at)
            select * from unnest($1, $2, $3, $4, $5, $6)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ProgramChanged fact) => fact.Version);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProgramChanged fact) => fact.Name);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProgramChanged fact) => fact.TimeZone);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ProgramChanged fact) => fact.PointsPerCode.Value);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProgramChanged fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ProgramChanged fact) => fact.SetAt);
        batch.BatchCommands.Add(insert);
    }
}
