using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.ProductCodes;

/// <summary>
/// Lists of codes that begin at claims: those of a member, those of a time, all claimed ones, and void codes. A cursor
/// holds the code, as in other lists; where its claim stands is looked up.
/// </summary>
internal static class ClaimedCodes
{
    private const string Columns =
        "select claim.code, claim.batch_id, batch.imported_at, claim.claimed_at, claim.member_id, claim.points";

    private const string Claims =
        $"{Columns} from claims claim join code_batches batch on batch.id = claim.batch_id";

    // A member's claims are found by their postings, which need no index of their own for it.
    private const string Postings =
        $"""
        {Columns}
          from postings posting
          join claims claim on claim.code = substr(posting.source, 6)
          join code_batches batch on batch.id = claim.batch_id
        """;

    /// <summary>The list that a filter asks for; <see langword="null"/> where it is read from codes.</summary>
    internal static KeysetQuery? Of(CodeFilter filter) => filter.Order switch
    {
        CodeOrder.ByPosting => Narrowed(ByPosting(filter.MemberId!), filter),
        CodeOrder.ByClaim => Narrowed(ByTime(), filter),
        _ => filter.Status == CodeStatus.Void ? Narrowed(ByCode(), filter) : null,
    };

    private static KeysetQuery ByPosting(string member) =>
        new KeysetQuery(Postings, ["posting.seq"], descending: true, "((select posting_seq from claims where code = {1}))")
            .Where("posting.member_id = {0}", member)
            .Where($"posting.kind = {(short)PostingKind.Claim}");

    private static KeysetQuery ByTime() => new(
        Claims,
        ["claim.claimed_at", "claim.code"],
        descending: true,
        "((select claimed_at from claims where code = {1}), {1})");

    private static KeysetQuery ByCode() => new(Claims, ["claim.batch_id", "claim.code"], descending: true);

    private static KeysetQuery Narrowed(KeysetQuery query, CodeFilter filter)
    {
        query
            .Where("claim.batch_id = {0}", filter.BatchId)
            .Where("claim.code >= {0}", filter.CodeStartsWith)
            .Where("claim.code < {0}", CodesByBatch.Beyond(filter.CodeStartsWith))
            .Where("batch.imported_at >= {0}", filter.ImportedFrom?.ToUniversalTime())
            .Where("batch.imported_at < {0}", filter.ImportedTo?.ToUniversalTime())
            .Where("claim.claimed_at >= {0}", filter.ClaimedFrom?.ToUniversalTime())
            .Where("claim.claimed_at < {0}", filter.ClaimedTo?.ToUniversalTime());
        return filter.Status switch
        {
            CodeStatus.Active => query.Where("false"),
            CodeStatus.Void => query.Where("claim.member_id is null"),
            _ => query.Where("claim.member_id is not null"),
        };
    }
}
