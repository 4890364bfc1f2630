using Npgsql;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>A row of <c>postings</c>, read the same way everywhere.</summary>
internal static class PostingRow
{
    /// <summary>How many columns a posting takes.</summary>
    internal const int Width = 17;

    internal const string Columns =
        """
        posting.member_id, posting.seq, posting.kind, posting.program_account, posting.points, posting.balance_after,
        posting.source, posting.reason, posting.actor, posting.request_id, posting.reverses, posting.lot,
        posting.expires_on, posting.detail, posting.posted_at, posting.posted_on, posting.hash
        """;

    internal static PointsPosted Read(NpgsqlDataReader row) => Read(row, 0);

    /// <summary>The posting whose columns begin at <paramref name="first"/>.</summary>
    internal static PointsPosted Read(NpgsqlDataReader row, int first) => new(
        new MemberId(row.GetString(first)),
        row.GetInt64(first + 1),
        (PostingKind)row.GetInt16(first + 2),
        (ProgramAccount)row.GetInt16(first + 3),
        new Points(row.GetInt64(first + 4)),
        new Points(row.GetInt64(first + 5)),
        row.GetString(first + 6),
        row.Moment(first + 14),
        row.GetFieldValue<DateOnly>(first + 15),
        row.GetFieldValue<byte[]>(first + 16))
    {
        Reason = row.Nullable<string>(first + 7),
        Actor = row.Nullable<string>(first + 8),
        Request = row.Nullable<string>(first + 9) is { } request ? new RequestId(request) : null,
        Reverses = row.Nullable<long?>(first + 10),
        Lot = row.Nullable<long?>(first + 11),
        ExpiresOn = row.Nullable<DateOnly?>(first + 12),
        DetailText = row.Nullable<string>(first + 13),
    };
}
