using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.LoyaltyProgram;

/// <summary>Loads the settings in force.</summary>
public sealed class ProgramSettingsLoad(Database database)
{
    /// <summary>The settings and their version.</summary>
    public async Task<(long Version, ProgramView Program)> LoadAsync(CancellationToken cancellation = default) =>
        await LaterThanAsync(0, cancellation)
        ?? throw new InvalidOperationException("The program has no settings: the schema's first version is missing.");

    /// <summary>The settings in force if they are newer than a version.</summary>
    public async Task<(long Version, ProgramView Program)?> LaterThanAsync(long version, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            """
            select version, name, time_zone, points_per_code, terms
              from program_settings
             where version > $1
             order by version desc
             limit 1
            """,
            [version],
            row => (row.GetInt64(0), new ProgramView(
                row.GetString(1), row.GetString(2), new Points(row.GetInt64(3)), TermsJson.Read(row.GetString(4)))),
            cancellation);
        return rows.Count == 0 ? null : rows[0];
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
            insert into program_settings (version, name, time_zone, points_per_code, terms, actor, set_at)
            select * from unnest($1, $2, $3, $4, $5, $6, $7)
            """);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ProgramChanged fact) => fact.Version);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProgramChanged fact) => fact.Program.Name);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProgramChanged fact) => fact.Program.TimeZone);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ProgramChanged fact) => fact.Program.PointsPerCode.Value);
        insert.AddColumn(facts, NpgsqlDbType.Json, (ProgramChanged fact) => TermsJson.Write(fact.Program.Terms));
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProgramChanged fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ProgramChanged fact) => fact.SetAt);
        batch.BatchCommands.Add(insert);
    }
}
