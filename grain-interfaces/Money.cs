namespace OrleansLoyalty;

/// <summary>An amount in the smallest unit of the program's currency: fen for yuan. Arithmetic is checked.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Money")]
public readonly record struct Money([Id(0)] long MinorUnits) : IComparable<Money>
{
    /// <summary>The most that one order or line may name: 10,000,000,000.00.</summary>
    public const long MaxMinorUnits = 1_000_000_000_000;

    /// <summary>Nothing.</summary>
    public static readonly Money Zero;

    public static Money operator +(Money left, Money right) => new(checked(left.MinorUnits + right.MinorUnits));

    public static Money operator -(Money left, Money right) => new(checked(left.MinorUnits - right.MinorUnits));

    public static bool operator <(Money left, Money right) => left.MinorUnits < right.MinorUnits;

    public static bool operator >(Money left, Money right) => left.MinorUnits > right.MinorUnits;

    public static bool operator <=(Money left, Money right) => left.MinorUnits <= right.MinorUnits;

    public static bool operator >=(Money left, Money right) => left.MinorUnits >= right.MinorUnits;

    /// <inheritdoc/>
    public int CompareTo(Money other) => MinorUnits.CompareTo(other.MinorUnits);

    /// <inheritdoc/>
    public override string ToString() =>
        (MinorUnits / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
