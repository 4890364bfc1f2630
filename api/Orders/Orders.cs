using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Channels;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Api.Orders;

/// <summary>A paid order, as its channel told it, and what it earned.</summary>
/// <param name="Id">Its natural key: channel, colon, number.</param>
/// <param name="Channel">The code of the channel.</param>
/// <param name="OrderNo">The channel's own number of it.</param>
/// <param name="Store">The store, when it was bought in one.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="AmountFen">What was paid, in minor units of the program's currency.</param>
/// <param name="RefundedFen">What of it was given back, in minor units of the program's currency.</param>
/// <param name="HoldId">The reserved points that paid for a part of it.</param>
/// <param name="PointsUsed">How many they were.</param>
/// <param name="PointsReturned">How many of them went back.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Credit">What it earned, once that is in the member's account.</param>
[GraphQLName("Order")]
public sealed record ShownOrder(
    [property: ID] string Id,
    [property: ID] string Channel,
    [property: ID] string OrderNo,
    string? Store,
    OrderStatus Status,
    long AmountFen,
    long RefundedFen,
    [property: ID] string? HoldId,
    long PointsUsed,
    long PointsReturned,
    DateTimeOffset PaidAt,
    DateTimeOffset RecordedAt,
    ShownCredit? Credit)
{
    /// <summary>Whose it is, once that is known.</summary>
    [GraphQLIgnore]
    public string? MemberId { get; init; }

    internal OrderKey Key => new(Channel, OrderNo);

    internal static ShownOrder From(OrderView order) => new(
        order.Key.ToString(),
        order.Key.Channel,
        order.Key.OrderNo,
        order.Store,
        order.Status,
        order.Amount.MinorUnits,
        order.Refunded.MinorUnits,
        order.Hold,
        order.PointsUsed.Value,
        order.PointsReturned.Value,
        order.PaidAt,
        order.RecordedAt,
        ShownCredit.From(order.Credit))
    {
        MemberId = order.Member?.Value,
    };
}

/// <summary>What an order or an activity earned, as it was decided then.</summary>
/// <param name="Explanation">Which rules of which version gave which part of how many points; refunds since not taken off.</param>
/// <param name="SpendableOn">From which day on they could be spent, such as 2026-11-29; null for at once.</param>
/// <param name="ExpiresOn">Their last day when they were given; null for none.</param>
/// <param name="CreditedAt">When they were given.</param>
[GraphQLName("EarnedCredit")]
public sealed record ShownCredit(
    PostingExplanation Explanation,
    string? SpendableOn,
    string? ExpiresOn,
    DateTimeOffset CreditedAt)
{
    internal static ShownCredit? From(EarnedCredit? credit) => credit is null
        ? null
        : new ShownCredit(
            new PostingExplanation(
                credit.Award.RuleSetVersion,
                credit.Award.Points.Value,
                [.. credit.Award.Parts.Select(part => new ExplainedPart(
                    part.RuleId, part.CampaignId, part.Points.Value, part.BeforeCaps.Value, part.Explanation))]),
            credit.SpendableOn is { } first ? Days.Text(first) : null,
            credit.ExpiresOn is { } last ? Days.Text(last) : null,
            credit.CreditedAt);
}

/// <summary>A line of an order.</summary>
/// <param name="Line">Its name within the order.</param>
/// <param name="Product">The product's number.</param>
/// <param name="Category">The product's category, when told.</param>
/// <param name="Quantity">How many pieces.</param>
/// <param name="AmountFen">What was paid for all of them, in minor units of the program's currency.</param>
/// <param name="RefundedQuantity">How many pieces were given back.</param>
/// <param name="RefundedFen">How much money was given back, in minor units of the program's currency.</param>
public sealed record OrderLine(
    [property: ID] string Line,
    string Product,
    string? Category,
    int Quantity,
    long AmountFen,
    int RefundedQuantity,
    long RefundedFen);

/// <summary>Some or all of an order, given back.</summary>
/// <param name="RefundNo">The channel's own number of it.</param>
/// <param name="AmountFen">What was given back, in minor units of the program's currency.</param>
/// <param name="RefundedAt">When it was recorded.</param>
/// <param name="PointsReversed">How many points that the order earned were taken back; null while nothing was credited.</param>
/// <param name="Debt">How many of them had been spent and are owed; null while nothing was credited.</param>
/// <param name="PointsReturned">How many points that paid for the order went back; null while nothing was credited.</param>
[GraphQLName("OrderRefund")]
public sealed record ShownRefund(
    [property: ID] string RefundNo,
    long AmountFen,
    DateTimeOffset RefundedAt,
    long? PointsReversed,
    long? Debt,
    long? PointsReturned)
{
    internal static ShownRefund From(RefundView refund) => new(
        refund.RefundNo,
        refund.Amount.MinorUnits,
        refund.RefundedAt,
        refund.Settlement?.Reversed.Value,
        refund.Settlement?.Debt.Value,
        refund.Settlement?.Returned.Value);
}

/// <summary>Loads the lines of the orders that one request shows, together.</summary>
public sealed class LinesByOrder(OrderQueries orders, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<OrderKey, OrderLine[]>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<OrderKey, OrderLine[]>> LoadBatchAsync(
        IReadOnlyList<OrderKey> keys, CancellationToken cancellationToken)
    {
        var lines = await orders.LinesAsync(keys, cancellationToken);
        return keys.ToDictionary(key => key, key => lines[key].Select(Line).ToArray());
    }

    private static OrderLine Line(ListedLine line) => new(
        line.Line,
        line.Product,
        line.Category,
        line.Quantity,
        line.Amount.MinorUnits,
        line.RefundedQuantity,
        line.RefundedAmount.MinorUnits);
}

/// <summary>Loads the refunds of the orders that one request shows, together.</summary>
public sealed class RefundsByOrder(OrderQueries orders, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<OrderKey, ShownRefund[]>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<OrderKey, ShownRefund[]>> LoadBatchAsync(
        IReadOnlyList<OrderKey> keys, CancellationToken cancellationToken)
    {
        var refunds = await orders.RefundsAsync(keys, cancellationToken);
        return keys.ToDictionary(key => key, key => refunds[key].Select(ShownRefund.From).ToArray());
    }
}

/// <summary>What an order leads to.</summary>
[ObjectType<ShownOrder>]
public static partial class OrderNode
{
    /// <summary>Whose it is, once that is known.</summary>
    public static async Task<MemberAtTill?> GetMemberAsync(
        [Parent] ShownOrder order, MemberById members, CancellationToken cancellation) =>
        order.MemberId is { } id && await members.LoadAsync(id, cancellation) is { } member ? MemberAtTill.From(member) : null;

    /// <summary>What was paid for, at most 500 lines.</summary>
    public static async Task<IReadOnlyList<OrderLine>> GetLinesAsync(
        [Parent] ShownOrder order, LinesByOrder lines, CancellationToken cancellation) =>
        await lines.LoadRequiredAsync(order.Key, cancellation);

    /// <summary>What was given back, oldest first; at most 501 refunds.</summary>
    public static async Task<IReadOnlyList<ShownRefund>> GetRefundsAsync(
        [Parent] ShownOrder order, RefundsByOrder refunds, CancellationToken cancellation) =>
        await refunds.LoadRequiredAsync(order.Key, cancellation);
}

/// <summary>What a member ordered.</summary>
[ObjectType<Member>]
public static partial class MemberOrdersNode
{
    /// <summary>The member's orders, those paid last first.</summary>
    [UsePaging]
    public static async Task<Connection<ShownOrder>> GetOrdersAsync(
        [Parent] Member member, PagingArguments page, OrderQueries orders, CancellationToken cancellation) =>
        OrdersQuery.Connection(await orders.ListAsync(
            new OrderFilter(MemberId: member.Id), OrdersQuery.Cursors.Window(page), cancellation));
}

/// <summary>Which orders a list shows. A part that is left out does not narrow it.</summary>
/// <param name="Status">Only those that stand so.</param>
/// <param name="Channel">Only of this channel. A channel sees its own, whatever this says.</param>
/// <param name="MemberId">Only of this member.</param>
/// <param name="From">Paid at this moment or later.</param>
/// <param name="To">Paid before this moment.</param>
public sealed record OrderFilterInput(
    OrderStatus? Status, [property: ID] string? Channel, [property: ID] string? MemberId, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Finds and lists orders.</summary>
[QueryType]
public static partial class OrdersQuery
{
    /// <summary>One for a member's orders and for all: both are in the same order.</summary>
    internal static readonly ListCursors Cursors =
        new("orders", typeof(DateTimeOffset), typeof(string), typeof(string));

    /// <summary>One order; null when nobody has recorded it. A channel sees its own.</summary>
    /// <param name="id">Its natural key: channel, colon, number.</param>
    [Authorize(Roles = [Roles.Admin, Roles.Channel])]
    public static async Task<ShownOrder?> GetOrderAsync(
        [ID] string id, ClaimsPrincipal user, OrderQueries orders, CancellationToken cancellation) =>
        OrderKey.Parse(BadInput.Text("id", id, 200)) is { } key
        && key.Channel == (Acting.Channel(user) ?? key.Channel)
        && await orders.FindAsync(key, cancellation) is { } order
            ? ShownOrder.From(order)
            : null;

    /// <summary>Orders, those paid last first. A channel sees its own.</summary>
    /// <param name="where">Which orders.</param>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin, Roles.Channel])]
    public static async Task<Connection<ShownOrder>> GetOrdersAsync(
        OrderFilterInput? where, PagingArguments page, ClaimsPrincipal user, OrderQueries orders, CancellationToken cancellation) =>
        Connection(await orders.ListAsync(
            new OrderFilter(where?.Status, Acting.Channel(user) ?? where?.Channel, where?.MemberId, where?.From, where?.To),
            Cursors.Window(page),
            cancellation));

    internal static Connection<ShownOrder> Connection(Storage.Lists.ListPage<OrderView> page) =>
        Cursors.Connection(page, ShownOrder.From, row => [row.PaidAt, row.Key.Channel, row.Key.OrderNo]);
}
