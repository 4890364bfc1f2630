using System.Runtime.CompilerServices;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Storage.Feed;

namespace OrleansLoyalty.Api.Feed;

/// <summary>Follows what members do.</summary>
[SubscriptionType]
public static partial class RedemptionFeedSubscription
{
    private const int MostAtOnce = 200;

    // A ring may be lost with a silo, so the table is looked at again after so long in any case.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);

    /// <summary>Claims and redemptions as they become durable, in the order of their commits, each once.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="after">Resumes behind this cursor; without it, only what happens from now on.</param>
    [Subscribe(With = nameof(FollowAsync))]
    [Authorize(Roles = [Roles.Admin], Apply = ApplyPolicy.Validation)]
    public static IFeedEvent RedemptionFeed([EventMessage] IFeedEvent happened, string? after) => happened;

    private static async IAsyncEnumerable<IFeedEvent> FollowAsync(
        string? after,
        FeedQueries feed,
        IFeedBell bell,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = FeedEvents.Read(after) ?? await feed.NowAsync(cancellation);
        while (true)
        {
            var ring = bell.NextRing;
            var rows = await feed.ReadAsync(seen, MostAtOnce, cancellation);
            foreach (var row in rows)
            {
                seen = row.Cursor;
                yield return FeedEvents.From(row);
            }

            if (rows.Count < MostAtOnce)
            {
                await Task.WhenAny(ring, Task.Delay(LongestSilence, clock, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
