using Npgsql;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.ProductCodes;

/// <summary>Where a code stands.</summary>
public enum CodeStatus
{
    /// <summary>It can be claimed.</summary>
    Active,

    /// <summary>A member has claimed it.</summary>
    Claimed,

    /// <summary>An admin ended it.</summary>
    Void,
}

/// <summary>A code as lists show it.</summary>
public sealed record ListedCode(
    string Code, CodeStatus Status, long BatchId, DateTimeOffset ImportedAt, DateTimeOffset? ClaimedAt, string? MemberId, long? Points);

/// <summary>Which codes a list shows; a part that is null does not narrow it. Times: from inclusive, to exclusive.</summary>
public sealed record CodeFilter(
    CodeStatus? Status = null,
    long? BatchId = null,
    string? CodeStartsWith = null,
    DateTimeOffset? ImportedFrom = null,
    DateTimeOffset? ImportedTo = null,
    DateTimeOffset? ClaimedFrom = null,
    DateTimeOffset? ClaimedTo = null,
    string? MemberId = null)
{
    /// <summary>The order in which the list comes. A row's place in one says nothing of its place in another.</summary>
    public CodeOrder Order => this switch
    {
        { MemberId: not null } => CodeOrder.ByPosting,
        { ClaimedFrom: not null } or { ClaimedTo: not null } => CodeOrder.ByClaim,

        // Of all claims every one belongs there; of a batch or a prefix only few might, and its codes are nearer.
        { Status: CodeStatus.Claimed, BatchId: null, CodeStartsWith: null, ImportedFrom: null, ImportedTo: null } =>
            CodeOrder.ByClaim,
        _ => CodeOrder.ByBatch,
    };
}

/// <summary>The orders of lists of codes.</summary>
public enum CodeOrder
{
    /// <summary>The newest batch first, and within it codes downwards.</summary>
    ByBatch,

    /// <summary>The latest claim first.</summary>
    ByClaim,

    /// <summary>The member's latest claim first, by their postings.</summary>
    ByPosting,
}

/// <summary>
/// Lists codes for admins. Where claims are asked for, the newest claim comes first; else the newest batch, and within
/// it codes downwards. The key of a row is (batch, code) in either order.
/// </summary>
public sealed class CodeQueries(Database database)
{
    private const string Select =
        """
        select code.code, code.batch_id, batch.imported_at, claim.claimed_at, claim.member_id, claim.points
          from product_codes code
          join code_batches batch on batch.id = code.batch_id
          left join claims claim on claim.code = code.code
        """;

    // A prefix that fewer codes have is sorted faster than it is looked for in every batch.
    private const long Few = 500;

    // No index is in this order, so the planner sorts the few and does not search all batches for them.
    private const string SortedBatch = "(code.batch_id + 0)";

    /// <summary>One code, or <see langword="null"/> when nobody printed it.</summary>
    public Task<ListedCode?> FindAsync(string code, CancellationToken cancellation) =>
        database.Application.RowAsync($"{Select} where code.code = $1", [code], Read, cancellation);

    /// <summary>A page of the codes that a filter leaves. The key is (batch, code).</summary>
    public async Task<ListPage<ListedCode>> ListAsync(CodeFilter filter, ListWindow window, CancellationToken cancellation)
    {
        if (ClaimedCodes.Of(filter) is { } claimed)
        {
            return await claimed.ReadAsync(database.Application, window, Read, cancellation);
        }

        return filter is { CodeStartsWith: { } prefix, BatchId: null } && await AreFewAsync(prefix, cancellation)
            ? await Filtered(filter, SortedBatch).ReadAsync(database.Application, window, Read, cancellation)
            : await new CodesByBatch(filter).ReadAsync(database.Application, window, Read, cancellation);
    }

    /// <summary>How many codes a filter leaves; <see langword="null"/> when counting them takes too long.</summary>
    public async Task<long?> CountAsync(CodeFilter filter, TimeSpan longest, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(longest);
        try
        {
            return await Filtered(filter, "code.batch_id").CountAsync(database.Application, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool> AreFewAsync(string prefix, CancellationToken cancellation) =>
        await database.Application.RowAsync(
            $"select count(*) from (select from product_codes where code >= $1 and code < $2 limit {Few}) found",
            [prefix, CodesByBatch.Beyond(prefix)!],
            row => row.GetInt64(0),
            cancellation) < Few;

    private static KeysetQuery Filtered(CodeFilter filter, string batchKey)
    {
        var query = new KeysetQuery(Select, [batchKey, "code.code"], descending: true)
            .Where("code.batch_id = {0}", filter.BatchId)
            .Where("code.code >= {0}", filter.CodeStartsWith)
            .Where("code.code < {0}", CodesByBatch.Beyond(filter.CodeStartsWith))
            .Where("batch.imported_at >= {0}", filter.ImportedFrom?.ToUniversalTime())
            .Where("batch.imported_at < {0}", filter.ImportedTo?.ToUniversalTime())
            .Where("claim.claimed_at >= {0}", filter.ClaimedFrom?.ToUniversalTime())
            .Where("claim.claimed_at < {0}", filter.ClaimedTo?.ToUniversalTime())
            .Where("claim.member_id = {0}", filter.MemberId);
        return filter.Status switch
        {
            CodeStatus.Active => query.Where("claim.code is null"),
            CodeStatus.Claimed => query.Where("claim.member_id is not null"),
            CodeStatus.Void => query.Where("claim.void_reason is not null"),
            _ => query,
        };
    }

    private static ListedCode Read(NpgsqlDataReader row)
    {
        var endedAt = row.Nullable<DateTimeOffset?>(3);
        var member = row.Nullable<string>(4);
        var status = (endedAt, member) switch
        {
            (null, _) => CodeStatus.Active,
            (_, null) => CodeStatus.Void,
            _ => CodeStatus.Claimed,
        };
        return new ListedCode(
            row.GetString(0),
            status,
            row.GetInt64(1),
            row.Moment(2),
            status == CodeStatus.Claimed ? endedAt : null,
            member,
            row.Nullable<long?>(5));
    }
}
