using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Storage.Feed;

namespace OrleansLoyalty.Api.Feed;

/// <summary>What happened last, for whoever begins to follow the feed.</summary>
/// <param name="Cursor">Given to redemptionFeed as after, it goes on where this ends.</param>
/// <param name="Events">The events, oldest first.</param>
public sealed record RedemptionBacklog(string Cursor, IReadOnlyList<IFeedEvent> Events);

/// <summary>Shows what happened before somebody followed the feed.</summary>
[QueryType]
public static partial class RedemptionBacklogQuery
{
    private const int Most = 100;

    /// <summary>The last claims and redemptions, and the cursor from which the feed goes on without a gap.</summary>
    /// <param name="last">How many at most, from 1 to 100; 50 when left out.</param>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<RedemptionBacklog> GetRedemptionBacklogAsync(
        int? last, FeedQueries feed, CancellationToken cancellation)
    {
        if (last is < 1 or > Most)
        {
            throw BadInput.Error("last", $"must be from 1 to {Most}");
        }

        var (place, rows) = await feed.NewestAsync(last ?? 50, cancellation);
        return new(FeedEvents.Write(place), [.. rows.Select(FeedEvents.From)]);
    }
}
