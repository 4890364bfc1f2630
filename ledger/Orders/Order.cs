using System.Collections.Immutable;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.Orders;

/// <summary>An order as its facts leave it. Deciding never changes it.</summary>
/// <param name="Paid">The order.</param>
/// <param name="Assigned">Whose it is, once that is known.</param>
/// <param name="Credit">What it earned, once that is in the account.</param>
/// <param name="Refunds">Its refunds, in their order.</param>
/// <param name="Settlements">What refunds did to the account, by their numbers.</param>
public sealed record Order(
    OrderPaid Paid,
    OrderAssigned? Assigned,
    EarnedCredit? Credit,
    ImmutableArray<OrderRefunded> Refunds,
    ImmutableDictionary<string, RefundSettlement> Settlements)
{
    /// <summary>The order as loaded.</summary>
    public static Order From(OrderRow row) => new(row.Paid, row.Assigned, row.Credit, row.Refunds, row.Settlements);

    /// <summary>An order that was just recorded.</summary>
    public static Order From(OrderPaid paid) =>
        new(paid, null, null, [], ImmutableDictionary<string, RefundSettlement>.Empty);

    /// <summary>What was given back of it.</summary>
    public Money Refunded => Refunds.IsEmpty ? Money.Zero : Refunds[^1].AmountAfter;

    /// <summary>What callers see of it.</summary>
    public OrderView View => new(
        Paid.Key,
        Paid.Store,
        Paid.Amount,
        Refunded,
        Status,
        Assigned?.Member,
        Paid.ExternalId,
        Paid.Phone,
        Paid.Hold,
        Paid.HoldPoints,
        Refunds.Aggregate(Points.Zero, (sum, refund) => sum + refund.Returned),
        Paid.PaidAt,
        Paid.RecordedAt,
        Credit);

    /// <summary>Whether nothing is left of it after so many of its refunds.</summary>
    public bool IsGone(int refunds) => Remaining(refunds).IsEmpty;

    /// <summary>The refunds that are to be settled with the account and are not yet, in their order.</summary>
    public IEnumerable<OrderRefunded> Unsettled => Assigned is null
        ? []
        : Refunds.Skip(Assigned.Refunds).Where(refund => !Settlements.ContainsKey(refund.RefundNo));

    /// <summary>What the order tells the rules, without what its first so many refunds gave back.</summary>
    public EarningEvent Event(int refunds) => new(
        Paid.Key.EventKey, EarningEventKind.OrderPaid, Paid.PaidAt, Paid.Key.Channel, Paid.Store, null, Remaining(refunds));

    /// <summary>A refund as callers see it.</summary>
    public RefundView ViewOf(OrderRefunded refund) =>
        new(refund.RefundNo, refund.Amount, refund.RefundedAt, Settlements.GetValueOrDefault(refund.RefundNo));

    /// <summary>Decides a refund whose number is new.</summary>
    /// <param name="command">What is given back.</param>
    /// <param name="currency">The program's currency.</param>
    /// <param name="now">When.</param>
    /// <returns>The fact, or why not.</returns>
    public (OrderRefunded? Fact, RefundOutcome? Refusal) Refund(RefundOrder command, string currency, DateTimeOffset now)
    {
        if (command.Currency != currency)
        {
            return (null, new RefundCurrencyForeign(currency));
        }

        // What is left can always be given back as a whole.
        if (Refunds.Length >= RefundOrder.MaxRefunds && !command.Lines.IsEmpty)
        {
            return (null, new TooManyRefunds(RefundOrder.MaxRefunds));
        }

        var (parts, refusal) = command.Lines.IsEmpty ? Everything() : Parts(command.Lines);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var amount = parts.Aggregate(Money.Zero, (sum, part) => sum + part.Amount);
        var after = Refunded + amount;
        return (new OrderRefunded(
            Paid.Key,
            command.RefundNo,
            Refunds.Length + 1,
            parts,
            amount,
            after,
            PointsBack(after, WouldBeGone(parts)) - View.PointsReturned,
            OrderDigest.Of(command),
            command.Actor,
            now), null);
    }

    private OrderStatus Status => this switch
    {
        { Refunds.IsEmpty: false } when IsGone(Refunds.Length) => OrderStatus.Refunded,
        { Credit: null } => OrderStatus.Waiting,
        { Refunds.IsEmpty: false } => OrderStatus.PartlyRefunded,
        _ => OrderStatus.Credited,
    };

    /// <summary>What is left of each line; none are left once all money was given back.</summary>
    private ImmutableArray<EarningLine> Remaining(int refunds)
    {
        if (refunds == 0)
        {
            return Paid.Lines;
        }

        var left = Left(refunds);
        return Paid.Amount > Money.Zero && Refunds[refunds - 1].AmountAfter == Paid.Amount
            ? []
            : [.. left.Values.Where(line => line.Quantity > 0)];
    }

    private Dictionary<string, EarningLine> Left(int refunds)
    {
        var left = Paid.Lines.ToDictionary(line => line.Line);
        foreach (var part in Refunds.Take(refunds).SelectMany(refund => refund.Lines))
        {
            left[part.Line] = Without(left[part.Line], part);
        }

        return left;
    }

    private static EarningLine Without(EarningLine line, RefundedPart part) =>
        line with { Quantity = line.Quantity - part.Quantity, Amount = line.Amount - part.Amount };

    private (ImmutableArray<RefundedPart> Parts, RefundOutcome? Refusal) Everything()
    {
        var left = Left(Refunds.Length).Values.Where(line => line.Quantity > 0 || line.Amount > Money.Zero).ToList();
        return left.Count == 0
            ? ([], new RefundTooLarge(null, 0, Money.Zero))
            : ([.. left.Select(line => new RefundedPart(line.Line, line.Quantity, line.Amount))], null);
    }

    private (ImmutableArray<RefundedPart> Parts, RefundOutcome? Refusal) Parts(ImmutableArray<RefundedLine> lines)
    {
        var left = Left(Refunds.Length);
        var parts = ImmutableArray.CreateBuilder<RefundedPart>(lines.Length);
        foreach (var asked in lines)
        {
            // Taken out, so that a second mention finds none.
            if (!left.Remove(asked.Line, out var line))
            {
                return ([], new RefundLineUnknown(asked.Line));
            }

            if (asked is { Quantity: null or 0, Amount: null or { MinorUnits: 0 } }
                || asked.Quantity < 0 || asked.Amount < Money.Zero)
            {
                return ([], new RefundNothing(asked.Line));
            }

            var part = new RefundedPart(asked.Line, asked.Quantity ?? 0, asked.Amount ?? Share(line, asked.Quantity!.Value));
            if (part.Quantity > line.Quantity || part.Amount > line.Amount)
            {
                return ([], new RefundTooLarge(asked.Line, line.Quantity, line.Amount));
            }

            parts.Add(part);
        }

        return (parts.ToImmutable(), null);
    }

    // Of what is left, so that the last piece takes the rest exactly. More pieces than are left are refused after this.
    private static Money Share(EarningLine line, int quantity) => quantity >= line.Quantity
        ? line.Amount
        : new Money((long)((Int128)line.Amount.MinorUnits * quantity / line.Quantity));

    private bool WouldBeGone(ImmutableArray<RefundedPart> parts)
    {
        var left = Left(Refunds.Length);
        foreach (var part in parts)
        {
            left[part.Line] = Without(left[part.Line], part);
        }

        return left.Values.All(line => line.Quantity == 0 && line.Amount == Money.Zero);
    }

    // In proportion of all that was refunded so far, so that roundings never add up; the last refund returns the rest.
    private Points PointsBack(Money after, bool gone) =>
        gone || after == Paid.Amount ? Paid.HoldPoints
        : Paid.Amount == Money.Zero ? Points.Zero
        : new Points((long)((Int128)Paid.HoldPoints.Value * after.MinorUnits / Paid.Amount.MinorUnits));
}
