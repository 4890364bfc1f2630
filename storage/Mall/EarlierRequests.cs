using Npgsql;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Loading;

namespace OrleansLoyalty.Storage.Mall;

/// <summary>Finds what an earlier request of the same id did, so that a retry is answered and not repeated.</summary>
public interface IEarlierRedemptions
{
    /// <summary>The redemption of this member and request, or <see langword="null"/> when there is none.</summary>
    Task<Redemption?> LoadAsync((MemberId Member, RequestId Request) key);
}

/// <inheritdoc cref="IEarlierRedemptions"/>
internal sealed class EarlierRedemptions(Database database)
    : GroupedLoad<(MemberId Member, RequestId Request), Redemption>, IEarlierRedemptions
{
    private const string Query =
        $"""
        select {RedemptionQueries.Columns}, redemption.request_id
          from unnest($1, $2) wanted (member_id, request_id)
         cross join lateral (select *
                               from redemptions
                              where member_id = wanted.member_id and request_id = wanted.request_id
                             offset 0) redemption
        """;

    protected override Task QueryAsync(
        IReadOnlyList<(MemberId Member, RequestId Request)> keys, Action<NpgsqlDataReader> row) =>
        database.Loads.EachRowAsync(
            Query,
            [keys.Select(key => key.Member.Value).ToArray(), keys.Select(key => key.Request.Value).ToArray()],
            row);

    protected override (MemberId Member, RequestId Request) KeyOf(NpgsqlDataReader row) =>
        (new MemberId(row.GetString(2)), new RequestId(row.GetString(7)));

    protected override Redemption Read(NpgsqlDataReader row, Redemption? before) => RedemptionQueries.Read(row);
}

/// <summary>Finds earlier stock supplies by their request.</summary>
public interface IEarlierSupplies
{
    /// <summary>The quantity that this request supplied, or <see langword="null"/> when it never did.</summary>
    Task<long?> QuantityAsync(string itemId, RequestId request);
}

/// <inheritdoc cref="IEarlierSupplies"/>
internal sealed class EarlierSupplies(Database database) : IEarlierSupplies
{
    public Task<long?> QuantityAsync(string itemId, RequestId request) => database.Application.RowAsync(
        "select quantity from stock_supplies where item_id = $1 and request_id = $2",
        [itemId, request.Value],
        row => (long?)row.GetInt64(0));
}
