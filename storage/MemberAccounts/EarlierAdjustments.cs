using Npgsql;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>Finds adjustments by the request that asked for them.</summary>
public interface IEarlierAdjustments
{
    /// <summary>The posting of this member and request and who made it, or <see langword="null"/> when there is none.</summary>
    Task<EarlierAdjustment?> FindAsync(MemberId member, RequestId request);
}

/// <summary>An adjustment that was made before.</summary>
public sealed record EarlierAdjustment(AccountPosting Posting, string? Actor);

/// <inheritdoc cref="IEarlierAdjustments"/>
internal sealed class EarlierAdjustments(Database database) : IEarlierAdjustments
{
    public Task<EarlierAdjustment?> FindAsync(MemberId member, RequestId request) => database.Application.RowAsync(
        $"select {PostingRow.Columns}, posting.actor from postings posting where member_id = $1 and request_id = $2",
        [member.Value, request.Value],
        row => new EarlierAdjustment(PostingRow.Read(row), row.Nullable<string>(7)));
}

/// <summary>A row of <c>postings</c>, read the same way everywhere.</summary>
internal static class PostingRow
{
    internal const string Columns =
        "posting.seq, posting.kind, posting.points, posting.balance_after, posting.source, posting.reason, posting.posted_at";

    internal static AccountPosting Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        (PostingKind)row.GetInt16(1),
        new Points(row.GetInt64(2)),
        new Points(row.GetInt64(3)),
        row.GetString(4),
        row.Nullable<string>(5),
        row.Moment(6));
}
