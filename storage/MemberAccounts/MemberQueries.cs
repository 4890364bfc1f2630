using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.Profiles;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>A member, with the name they have now.</summary>
public sealed record ListedMember(string Id, string? Phone, string? Name, DateTimeOffset JoinedAt);

/// <summary>Finds members and lists their postings.</summary>
public sealed class MemberQueries(Database database)
{
    private const string Select =
        $"""
        select member.id, member.phone, coalesce(profile.name, member.name), member.joined_at
          from members member
          {MemberProfileLoad.InForce}
        """;

    /// <summary>The members of these ids; one that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<string, ListedMember>> FindAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var rows = await database.Application.RowsAsync(
            $"{Select} where member.id = any ($1)", [ids.ToArray()], Read, cancellation);
        return rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>The member with this phone number, or <see langword="null"/> when there is none.</summary>
    public Task<ListedMember?> FindByPhoneAsync(string phone, CancellationToken cancellation) =>
        database.Application.RowAsync($"{Select} where member.phone = $1", [phone], Read, cancellation);

    /// <summary>A page of a member's postings, newest first. The key is the posting's number.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="from">Earliest moment, inclusive.</param>
    /// <param name="to">Latest moment, exclusive.</param>
    /// <param name="kinds">Only these; <see langword="null"/> for all that moved points.</param>
    /// <param name="window">Which page.</param>
    /// <param name="cancellation">Stops the query.</param>
    public Task<ListPage<AccountPosting>> ListPostingsAsync(
        string memberId,
        DateTimeOffset? from,
        DateTimeOffset? to,
        IReadOnlyCollection<PostingKind>? kinds,
        ListWindow window,
        CancellationToken cancellation)
    {
        var postings = new KeysetQuery($"select {PostingRow.Columns} from postings posting", ["posting.seq"], descending: true)
            .Where("posting.member_id = {0}", memberId)
            .Where("posting.posted_at >= {0}", from?.ToUniversalTime())
            .Where("posting.posted_at < {0}", to?.ToUniversalTime());
        postings = kinds is null
            ? postings.Where("posting.points <> {0}", 0L)
            : postings.Where("posting.kind = any ({0})", kinds.Select(kind => (short)kind).ToArray());
        return postings.ReadAsync(database.Application, window, row => PostingRow.Read(row).View(), cancellation);
    }

    private static ListedMember Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.Nullable<string>(1), row.Nullable<string>(2), row.Moment(3));
}
