using OrleansLoyalty.Api.Mall;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Api.ProductCodes;
using OrleansLoyalty.Storage.Feed;

namespace OrleansLoyalty.Api.Feed;

/// <summary>Something that members did, as it became durable.</summary>
[UnionType("FeedEvent")]
public interface IFeedEvent;

/// <summary>A member claimed a code.</summary>
/// <param name="Cursor">Resumes the feed behind this event.</param>
/// <param name="Claim">The claim.</param>
/// <param name="MemberId">Who claimed.</param>
/// <param name="BatchId">The code's batch.</param>
[ObjectType]
public sealed record CodeClaimed(
    string Cursor, ShownClaim Claim, [property: GraphQLIgnore] string MemberId, [property: GraphQLIgnore] long BatchId)
    : IFeedEvent;

/// <summary>What the claim of a code leads to.</summary>
[ObjectType<CodeClaimed>]
public static partial class CodeClaimedNode
{
    /// <summary>Who claimed.</summary>
    public static Task<Member> GetMemberAsync(
        [Parent] CodeClaimed happened, MemberById members, CancellationToken cancellation) =>
        members.LoadRequiredAsync(happened.MemberId, cancellation);

    /// <summary>The code's batch.</summary>
    public static Task<CodeBatch> GetBatchAsync(
        [Parent] CodeClaimed happened, BatchById batches, CancellationToken cancellation) =>
        batches.LoadRequiredAsync(happened.BatchId, cancellation);
}

/// <summary>A member exchanged points for an item.</summary>
/// <param name="Cursor">Resumes the feed behind this event.</param>
/// <param name="Redemption">The redemption.</param>
[ObjectType]
public sealed record MallItemRedeemed(string Cursor, ShownRedemption Redemption) : IFeedEvent;

/// <summary>Between committed facts and what the feed shows of them.</summary>
internal static class FeedEvents
{
    private static readonly ListCursors Cursors = new("feed", typeof(long), typeof(int));

    internal static IFeedEvent From(FeedRow row)
    {
        var cursor = Write(row.Cursor);
        return row.Claim is var (claim, batchId)
            ? new CodeClaimed(cursor, ShownClaim.From(claim), row.MemberId, batchId)
            : new MallItemRedeemed(cursor, ShownRedemption.From(row.Redemption!));
    }

    internal static string Write(FeedCursor place) => Cursors.Write(place.Txid, place.Ord);

    internal static FeedCursor? Read(string? after) =>
        Cursors.Read("after", after) is [long txid, int ord] ? new FeedCursor(txid, ord) : null;
}
