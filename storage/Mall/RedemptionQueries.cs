using Npgsql;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>A redemption and its place in the order of commits.</summary>
public sealed record ListedRedemption(Redemption Redemption, long Txid, int Ord);

/// <summary>Which redemptions a list shows; a part that is null does not narrow it. Times: from inclusive, to exclusive.</summary>
public sealed record RedemptionFilter(
    string? ItemId = null, string? MemberId = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Lists redemptions, newest first.</summary>
public sealed class RedemptionQueries(Database database)
{
    internal const string Columns =
        """
        redemption.id, redemption.item_id, redemption.member_id, redemption.quantity, redemption.points,
        redemption.balance_after, redemption.redeemed_at
        """;

    /// <summary>A page of redemptions. The key is (transaction, place in it).</summary>
    public Task<ListPage<ListedRedemption>> ListAsync(
        RedemptionFilter filter, ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(
                $"select {Columns}, redemption.txid, redemption.ord from redemptions redemption",
                ["redemption.txid", "redemption.ord"],
                descending: true)
            .Where("redemption.item_id = {0}", filter.ItemId)
            .Where("redemption.member_id = {0}", filter.MemberId)
            .Where("redemption.redeemed_at >= {0}", filter.From?.ToUniversalTime())
            .Where("redemption.redeemed_at < {0}", filter.To?.ToUniversalTime())
            .ReadAsync(
                database.Application,
                window,
                row => new ListedRedemption(Read(row), row.GetInt64(7), row.GetInt32(8)),
                cancellation);

    internal static Redemption Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        new MemberId(row.GetString(2)),
        row.GetInt32(3),
        new Points(row.GetInt64(4)),
        new Points(row.GetInt64(5)),
        row.Moment(6));
}
