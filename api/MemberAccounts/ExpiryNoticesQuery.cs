using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>A member is to be told that points will lapse.</summary>
/// <param name="Points">How many there were when it was recorded.</param>
/// <param name="ExpiresOn">The last day on which they can be spent, such as 2026-11-22.</param>
/// <param name="IsLast">Whether this is the last notice, a week ahead, rather than the first, a month ahead.</param>
/// <param name="NotedOn">The day it was recorded.</param>
public sealed record ExpiryNotice(long Points, string ExpiresOn, bool IsLast, string NotedOn)
{
    internal string MemberId { get; private init; } = "";

    internal static ExpiryNotice From(ListedNotice row) => new(
        row.Notice.Points.Value, Days.Text(row.Notice.ExpiresOn), row.Notice.IsLast, Days.Text(row.Notice.NotedOn))
    {
        MemberId = row.Notice.Member.Value,
    };
}

/// <summary>What a notice leads to.</summary>
[ObjectType<ExpiryNotice>]
public static partial class ExpiryNoticeNode
{
    /// <summary>Whom to tell.</summary>
    public static Task<Member> GetMemberAsync(
        [Parent] ExpiryNotice notice, MemberById members, CancellationToken cancellation) =>
        members.LoadRequiredAsync(notice.MemberId, cancellation);
}

/// <summary>The outbox of notices.</summary>
[QueryType]
public static partial class ExpiryNoticesQuery
{
    private static readonly ListCursors Cursors = new("expiryNotices", typeof(long), typeof(long));

    /// <summary>
    /// Notices that points will lapse, oldest first: the outbox of whoever delivers them. Asked again after the last
    /// cursor, it misses none.
    /// </summary>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ExpiryNotice>> GetExpiryNoticesAsync(
        PagingArguments page, ExpiryNoticeQueries notices, CancellationToken cancellation) =>
        Cursors.Connection(
            await notices.ListAsync(Cursors.Window(page), cancellation),
            ExpiryNotice.From,
            row => [row.Txid, row.Position]);
}
