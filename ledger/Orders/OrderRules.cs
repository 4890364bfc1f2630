using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Orders;

/// <summary>What an order must be to be recorded.</summary>
public static class OrderRules
{
    /// <summary>How far the clock of a channel may be ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>The most pieces of one line.</summary>
    public const int MaxQuantity = 1_000_000;

    /// <summary>Before this moment nobody had points: what is said to be older is a mistake.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a moment can be when something happened.</summary>
    public static bool CanBe(DateTimeOffset moment, DateTimeOffset now) => moment >= Earliest && moment <= now + Ahead;

    /// <summary>Decides whether an order can be recorded.</summary>
    /// <returns>The refusal, or <see langword="null"/> when it can.</returns>
    public static PlaceOrderOutcome? Refuse(PlaceOrder order, ProgramTerms terms, DateTimeOffset now)
    {
        if (order.Currency != terms.Currency)
        {
            return new OrderCurrencyForeign(terms.Currency);
        }

        if (!CanBe(order.PaidAt, now))
        {
            return new OrderTimeOutOfRange(Earliest, now + Ahead);
        }

        if (order.Lines.Length is < 1 or > PlaceOrder.MaxLines)
        {
            return new OrderFigureOutOfRange("lines", null, 1, PlaceOrder.MaxLines);
        }

        return RefuseLines(order);
    }

    private static PlaceOrderOutcome? RefuseLines(PlaceOrder order)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var sum = 0L;
        foreach (var line in order.Lines)
        {
            if (!names.Add(line.Line))
            {
                return new OrderLineTwice(line.Line);
            }

            if (line.Quantity is < 1 or > MaxQuantity)
            {
                return new OrderFigureOutOfRange("quantity", line.Line, 1, MaxQuantity);
            }

            if (line.Amount.MinorUnits is < 0 or > Money.MaxMinorUnits)
            {
                return new OrderFigureOutOfRange("amount", line.Line, 0, Money.MaxMinorUnits);
            }

            // 500 lines of the most that one may be are far from the end of a long.
            sum += line.Amount.MinorUnits;
        }

        return sum > Money.MaxMinorUnits ? new OrderFigureOutOfRange("amount", null, 0, Money.MaxMinorUnits) : null;
    }
}
