using Npgsql;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.ProductCodes;

/// <summary>
/// A list of codes that goes from batch to batch and takes of each no more than the page needs, along one index: no
/// filter, also one that only old batches meet, makes it read what lies between.
/// </summary>
internal sealed class CodesByBatch(CodeFilter filter)
{
    private readonly QueryParameters _parameters = new();
    private readonly List<string> _batches = ["true"];
    private readonly List<string> _codes = ["code.batch_id = batch.id"];

    /// <summary>The first text that no longer begins with a prefix.</summary>
    internal static string? Beyond(string? prefix) => prefix is null ? null : prefix + "\U0010FFFF";

    /// <summary>Reads the page.</summary>
    internal async Task<ListPage<T>> ReadAsync<T>(
        NpgsqlDataSource database, ListWindow window, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        Narrow();
        Bound(window.After, "<");
        Bound(window.Before, ">");
        var (direction, size) = (window.FromEnd ? "asc" : "desc", _parameters.Add(window.Size + 1));

        // The inner order and limit are one walk along (batch_id, code). Its claims are looked up one by one: a plan that
        // joins all claims first would be right only for pages of millions, and "offset 0" keeps the planner from it.
        var sql =
            $"""
            select code.code, batch.id, batch.imported_at, code.claimed_at, code.member_id, code.points
              from code_batches batch
             cross join lateral (
               select code.code, claim.claimed_at, claim.member_id, claim.points
                 from product_codes code
                 left join lateral (
                   select claimed_at, member_id, points from claims where claims.code = code.code offset 0) claim on true
                where {string.Join(" and ", _codes)}
                order by code.code {direction} limit {size}) code
             where {string.Join(" and ", _batches)}
             order by batch.id {direction}, code.code {direction} limit {size}
            """;
        return KeysetQuery.Page(await database.RowsAsync(sql, _parameters.Values, row, cancellation), window);
    }

    private void Narrow()
    {
        Where(_batches, "batch.id = {0}", filter.BatchId);
        Where(_batches, "batch.imported_at >= {0}", filter.ImportedFrom?.ToUniversalTime());
        Where(_batches, "batch.imported_at < {0}", filter.ImportedTo?.ToUniversalTime());
        Where(_codes, "code.code >= {0}", filter.CodeStartsWith);
        Where(_codes, "code.code < {0}", Beyond(filter.CodeStartsWith));
        switch (filter.Status)
        {
            case CodeStatus.Active:
                // What the projector has counted is never too much, so no batch with a code to claim is passed over.
                _batches.Add("(batch.claimed < batch.codes or batch.codes = 0)");
                _codes.Add("claim.claimed_at is null");
                break;
            case CodeStatus.Claimed:
                // A batch's first claim shows when the projector has counted it, as it does in the list of batches.
                _batches.Add(filter.BatchId is null ? "batch.claimed > 0" : "true");
                _codes.Add("claim.member_id is not null");
                break;
            default:
                break;
        }
    }

    private void Bound(object[]? key, string comparison)
    {
        if (key is not [var batch, var code])
        {
            return;
        }

        var (batchId, text) = (_parameters.Add(batch), _parameters.Add(code));
        _batches.Add($"batch.id {comparison}= {batchId}");
        _codes.Add($"(code.batch_id, code.code) {comparison} ({batchId}, {text})");
    }

    private void Where(List<string> conditions, string condition, object? value)
    {
        if (value is not null)
        {
            conditions.Add(_parameters.In(condition, value));
        }
    }
}
