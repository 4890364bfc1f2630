using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Storage.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>Where a redemption stands.</summary>
public enum RedemptionStatus
{
    /// <summary>The points are taken and the item is the member's.</summary>
    Placed,
}

/// <summary>Points exchanged for an item of the mall.</summary>
/// <param name="Id">The redemption's id.</param>
/// <param name="ItemId">What was redeemed.</param>
/// <param name="MemberId">Who redeemed.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Points">What all of them cost together.</param>
/// <param name="RedeemedAt">When.</param>
[GraphQLName("Redemption")]
public sealed record ShownRedemption(
    [property: ID] string Id,
    [property: GraphQLIgnore] string ItemId,
    [property: GraphQLIgnore] string MemberId,
    int Quantity,
    long Points,
    DateTimeOffset RedeemedAt)
{
    /// <summary>Where it stands.</summary>
    public RedemptionStatus Status { get; } = RedemptionStatus.Placed;

    internal static ShownRedemption From(Redemption redemption) => new(
        redemption.Id,
        redemption.ItemId,
        redemption.Member.Value,
        redemption.Quantity,
        redemption.Points.Value,
        redemption.RedeemedAt);
}

/// <summary>What a redemption leads to.</summary>
[ObjectType<ShownRedemption>]
public static partial class RedemptionNode
{
    /// <summary>What was redeemed.</summary>
    public static Task<ShownItem> GetItemAsync(
        [Parent] ShownRedemption redemption, MallItemById items, CancellationToken cancellation) =>
        items.LoadRequiredAsync(redemption.ItemId, cancellation);

    /// <summary>Who redeemed.</summary>
    public static Task<Member> GetMemberAsync(
        [Parent] ShownRedemption redemption, MemberById members, CancellationToken cancellation) =>
        members.LoadRequiredAsync(redemption.MemberId, cancellation);
}

/// <summary>Which redemptions a list shows. A part that is left out does not narrow it.</summary>
/// <param name="ItemId">Only of this item.</param>
/// <param name="MemberId">Only of this member. Members see their own, whatever this says.</param>
/// <param name="From">Redeemed at this moment or later.</param>
/// <param name="To">Redeemed before this moment.</param>
public sealed record RedemptionFilterInput(
    [property: ID] string? ItemId, [property: ID] string? MemberId, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Lists redemptions.</summary>
[QueryType]
public static partial class RedemptionsQuery
{
    private static readonly ListCursors Cursors = new("redemptions", typeof(long), typeof(int));

    /// <summary>Redemptions, newest first. Members see their own.</summary>
    /// <param name="where">Which redemptions.</param>
    [UsePaging]
    [Authorize]
    public static async Task<Connection<ShownRedemption>> GetRedemptionsAsync(
        RedemptionFilterInput? where,
        PagingArguments page,
        ClaimsPrincipal user,
        RedemptionQueries redemptions,
        CancellationToken cancellation)
    {
        var memberId = Acting.IsStaff(user) ? where?.MemberId : Acting.Member(user).Value;
        var filter = new RedemptionFilter(where?.ItemId, memberId, where?.From, where?.To);
        return Cursors.Connection(
            await redemptions.ListAsync(filter, Cursors.Window(page), cancellation),
            row => ShownRedemption.From(row.Redemption),
            row => [row.Txid, row.Ord]);
    }
}
