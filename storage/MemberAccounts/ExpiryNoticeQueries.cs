using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>A notice in the outbox and its place there.</summary>
public sealed record ListedNotice(NoticeGiven Notice, long Txid, long Position);

/// <summary>The outbox of notices that points will lapse.</summary>
public sealed class ExpiryNoticeQueries(Database database)
{
    /// <summary>
    /// A page of notices in the order of their commits, oldest first. A notice appears once no earlier one can: whoever
    /// goes on from the last one seen misses none. The key is (transaction, position).
    /// </summary>
    public Task<ListPage<ListedNotice>> ListAsync(ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(
                """
                select notice.member_id, notice.seq, notice.lot, notice.points, notice.expires_on, notice.is_last,
                       notice.noted_on, notice.txid, notice.position
                  from expiry_notices notice
                  join (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as txid) horizon
                    on notice.txid < horizon.txid
                """,
                ["notice.txid", "notice.position"],
                descending: false)
            .ReadAsync(
                database.Application,
                window,
                row => new ListedNotice(
                    new NoticeGiven(
                        new MemberId(row.GetString(0)),
                        row.GetInt64(1),
                        row.GetInt64(2),
                        new Points(row.GetInt64(3)),
                        row.GetFieldValue<DateOnly>(4),
                        row.GetBoolean(5),
                        row.GetFieldValue<DateOnly>(6)),
                    row.GetInt64(7),
                    row.GetInt64(8)),
                cancellation);
}
