using Npgsql;
using NpgsqlTypes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Profiles;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.Profiles;

/// <summary>Loads profiles in force.</summary>
public sealed class MemberProfileLoad(Database database)
{
    /// <summary>Joins the version in force, as <c>profile</c>, to the table <c>members</c> called <c>member</c>.</summary>
    internal const string InForce =
        """
        left join lateral (select version, name, birthday, tags
                             from member_profiles
                            where member_id = member.id
                            order by version desc
                            limit 1) profile on true
        """;

    /// <summary>A member's profile, or <see langword="null"/> when nobody of this id has joined.</summary>
    public async Task<ProfileView?> LoadAsync(MemberId member, CancellationToken cancellation = default) =>
        (await LoadAsync([member.Value], cancellation)).GetValueOrDefault(member.Value);

    /// <summary>The profiles of these members; one that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<string, ProfileView>> LoadAsync(
        IReadOnlyCollection<string> members, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            $"""
            select member.id, coalesce(profile.version, 0), coalesce(profile.name, member.name), profile.birthday, profile.tags
              from members member
              {InForce}
             where member.id = any ($1)
            """,
            [members.ToArray()],
            row => (Id: row.GetString(0), Profile: new ProfileView(row.GetInt64(1), row.Nullable<string>(2), Read(row, 3, 4))),
            cancellation);
        return rows.ToDictionary(row => row.Id, row => row.Profile, StringComparer.Ordinal);
    }

    /// <summary>What rules may know, from the columns <c>profile.birthday</c> and <c>profile.tags</c> of a row.</summary>
    internal static MemberProfile Read(NpgsqlDataReader row, int birthday, int tags) =>
        row.IsDBNull(birthday) && row.IsDBNull(tags)
            ? MemberProfile.None
            : new MemberProfile(
                row.IsDBNull(birthday) ? null : row.GetFieldValue<DateOnly>(birthday),
                [.. row.GetFieldValue<string[]>(tags)]);
}

/// <summary>Writes <see cref="ProfileChanged"/>; fenced by the member's version.</summary>
internal sealed class MemberProfileTable : IFactTable
{
    // Arrays of arrays must be rectangular, and tags are not: each row's come as one JSON array.
    private const string Insert =
        """
        insert into member_profiles (member_id, version, name, birthday, tags, actor, changed_at)
        select row.member_id, row.version, row.name, row.birthday,
               array(select tag from json_array_elements_text(row.tags) with ordinality as marked (tag, place) order by place),
               row.actor, row.changed_at
          from unnest($1, $2, $3, $4, $5, $6, $7) as row (member_id, version, name, birthday, tags, actor, changed_at)
        """;

    public Type FactType => typeof(ProfileChanged);

    public void AddCommands(NpgsqlBatch batch, IReadOnlyList<OrderedFact> facts)
    {
        var insert = new NpgsqlBatchCommand(Insert);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProfileChanged fact) => fact.Member.Value);
        insert.AddColumn(facts, NpgsqlDbType.Bigint, (ProfileChanged fact) => fact.Profile.Version);
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProfileChanged fact) => fact.Profile.Name);
        insert.AddColumn(facts, NpgsqlDbType.Date, (ProfileChanged fact) => fact.Profile.Profile.Birthday);
        insert.AddColumn(facts, NpgsqlDbType.Json, (ProfileChanged fact) => TagsJson.Write(fact.Profile.Profile.Tags));
        insert.AddColumn(facts, NpgsqlDbType.Text, (ProfileChanged fact) => fact.Actor);
        insert.AddColumn(facts, NpgsqlDbType.TimestampTz, (ProfileChanged fact) => fact.ChangedAt);
        batch.BatchCommands.Add(insert);
    }
}
