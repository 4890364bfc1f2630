using OrleansLoyalty.Channels;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.Channels;

/// <summary>Finds members by what channels know of them.</summary>
public sealed class ExternalIds(Database database)
{
    /// <summary>Which member a channel's customer is and since when; <see langword="null"/> when nobody has said.</summary>
    public Task<ExternalIdOwner?> FindAsync(ExternalIdKey key, CancellationToken cancellation = default) =>
        database.Application.RowAsync(
            "select member_id, linked_at from member_external_ids where channel = $1 and external_id = $2",
            [key.Channel, key.ExternalId],
            row => new ExternalIdOwner(new MemberId(row.GetString(0)), row.Moment(1)),
            cancellation);

    /// <summary>The ids under which channels know a member, oldest first; at most 100.</summary>
    public async Task<IReadOnlyList<ExternalIdKey>> OfAsync(string memberId, CancellationToken cancellation) =>
        await database.Application.RowsAsync(
            """
            select channel, external_id from member_external_ids where member_id = $1
             order by linked_at, channel, external_id limit 100
            """,
            [memberId],
            row => new ExternalIdKey(row.GetString(0), row.GetString(1)),
            cancellation);
}

/// <summary>Which member a channel's customer is.</summary>
public sealed record ExternalIdOwner(MemberId Member, DateTimeOffset LinkedAt);
