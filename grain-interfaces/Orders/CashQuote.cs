using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Orders;

/// <summary>How many points may pay for an order, and what they are worth.</summary>
/// <param name="MaxPoints">The most that the order may be paid with.</param>
/// <param name="MaxWorth">What they are worth.</param>
/// <param name="Points">The most of them that the member has.</param>
/// <param name="Worth">What those are worth.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CashQuote")]
public sealed record CashQuote(
    [Id(0)] Points MaxPoints, [Id(1)] Money MaxWorth, [Id(2)] Points Points, [Id(3)] Money Worth)
{
    /// <summary>Minor units of the currency in one of its units.</summary>
    private const int MinorUnits = 100;

    /// <summary>The quote for an order. Points pay whole minor units, rounded down in the program's favour.</summary>
    /// <param name="cash">How points pay.</param>
    /// <param name="amount">What the order is worth, not negative.</param>
    /// <param name="balance">What the member can spend.</param>
    public static CashQuote For(PointsAsCash cash, Money amount, Points balance)
    {
        var share = new Money((long)((Int128)amount.MinorUnits * cash.MaxPercent / 100));
        var affordable = WorthOf(cash, balance);
        var worth = affordable < share ? affordable : share;
        return new CashQuote(PointsFor(cash, share), share, PointsFor(cash, worth), worth);
    }

    /// <summary>What points pay.</summary>
    public static Money WorthOf(PointsAsCash cash, Points points) =>
        points <= Points.Zero ? Money.Zero : new Money((long)((Int128)points.Value * MinorUnits / cash.PointsPerYuan));

    // The fewest points that pay so much.
    private static Points PointsFor(PointsAsCash cash, Money worth) =>
        new((long)((((Int128)worth.MinorUnits * cash.PointsPerYuan) + MinorUnits - 1) / MinorUnits));
}
