using Npgsql;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Storage.Mall;

namespace OrleansLoyalty.Storage.Feed;

/// <summary>A place in the order of commits: everything at or before it has been seen.</summary>
/// <param name="Txid">The transaction that wrote the fact.</param>
/// <param name="Ord">The fact's place in it.</param>
public readonly record struct FeedCursor(long Txid, int Ord);

/// <summary>A committed fact that the live feed shows: a claim or a redemption.</summary>
/// <param name="Cursor">Its place.</param>
/// <param name="MemberId">Who claimed or redeemed.</param>
/// <param name="Claim">The claim and its batch, when it is one.</param>
/// <param name="Redemption">The redemption, when it is one.</param>
public sealed record FeedRow(
    FeedCursor Cursor, string MemberId, (OrleansLoyalty.ProductCodes.Claim Claim, long BatchId)? Claim, Redemption? Redemption);

/// <summary>
/// Reads claims and redemptions in the order of their transactions, and only of transactions below the horizon:
/// below it none is still running, so nothing can appear later before what was already read.
/// </summary>
public sealed class FeedQueries(Database database)
{
    private const string Claims =
        """
        select txid, ord, member_id, code, points, balance_after, claimed_at, batch_id
          from claims
         where txid >= $1 and (txid, ord) > ($1, $2) and txid < $4
           and member_id is not null
         order by txid, ord
         limit $3
        """;

    private const string NewestClaims =
        """
        select txid, ord, member_id, code, points, balance_after, claimed_at, batch_id
          from claims
         where txid >= $1 and txid < $2 and member_id is not null
         order by txid desc, ord desc
         limit $3
        """;

    private const string NewestRedemptions =
        $"""
        select {RedemptionQueries.Columns}, redemption.txid, redemption.ord
          from redemptions redemption
         where txid >= $1 and txid < $2
         order by txid desc, ord desc
         limit $3
        """;

    // Whoever claimed so many transactions ago is no news.
    private const long LongestStretch = 1_024_000;

    private const string Redemptions =
        $"""
        select {RedemptionQueries.Columns}, redemption.txid, redemption.ord
          from redemptions redemption
         where (txid, ord) > ($1, $2) and txid < $4
         order by txid, ord
         limit $3
        """;

    /// <summary>The place from which only what commits from now on follows.</summary>
    public async Task<FeedCursor> NowAsync(CancellationToken cancellation)
    {
        var horizon = await HorizonAsync(cancellation);
        return new FeedCursor(horizon - 1, int.MaxValue);
    }

    /// <summary>What follows a place, in order.</summary>
    /// <param name="after">The place.</param>
    /// <param name="most">At most so many rows.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<FeedRow>> ReadAsync(FeedCursor after, int most, CancellationToken cancellation)
    {
        // Both tables are read below one horizon: a later one for the second could show what the first has missed.
        var horizon = await HorizonAsync(cancellation);
        object[] parameters = [after.Txid, after.Ord, most, horizon];
        var claims = await database.Application.RowsAsync(Claims, parameters, ReadClaim, cancellation);
        var redemptions = await database.Application.RowsAsync(Redemptions, parameters, ReadRedemption, cancellation);
        return claims.Concat(redemptions)
            .OrderBy(row => row.Cursor.Txid)
            .ThenBy(row => row.Cursor.Ord)
            .Take(most)
            .ToList();
    }

    /// <summary>The newest rows there are, oldest first, and the place behind them from which the rest follows.</summary>
    /// <param name="most">At most so many rows.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<(FeedCursor Place, IReadOnlyList<FeedRow> Rows)> NewestAsync(int most, CancellationToken cancellation)
    {
        var horizon = await HorizonAsync(cancellation);
        IReadOnlyList<FeedRow> rows = [];

        // Claims are found by ranges of transactions, so the newest are looked for in ever longer stretches.
        for (var stretch = 1_000L; stretch <= LongestStretch && rows.Count < most; stretch *= 32)
        {
            object[] parameters = [horizon - stretch, horizon, most];
            var claims = await database.Application.RowsAsync(NewestClaims, parameters, ReadClaim, cancellation);
            var redemptions = await database.Application.RowsAsync(
                NewestRedemptions, parameters, ReadRedemption, cancellation);
            rows = claims.Concat(redemptions)
                .OrderByDescending(row => row.Cursor.Txid)
                .ThenByDescending(row => row.Cursor.Ord)
                .Take(most)
                .Reverse()
                .ToList();
        }

        return (new FeedCursor(horizon - 1, int.MaxValue), rows);
    }

    private Task<long> HorizonAsync(CancellationToken cancellation) => database.Application.RowAsync(
        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", [], row => row.GetInt64(0), cancellation);

    private static FeedRow ReadClaim(NpgsqlDataReader row) => new(
        new FeedCursor(row.GetInt64(0), row.GetInt32(1)),
        row.GetString(2),
        (new OrleansLoyalty.ProductCodes.Claim(
            row.GetString(3), new Points(row.GetInt64(4)), new Points(row.GetInt64(5)), row.Moment(6)), row.GetInt64(7)),
        null);

    private static FeedRow ReadRedemption(NpgsqlDataReader row)
    {
        var redemption = RedemptionQueries.Read(row);
        return new FeedRow(
            new FeedCursor(row.GetInt64(7), row.GetInt32(8)), redemption.Member.Value, null, redemption);
    }
}
