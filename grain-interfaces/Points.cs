namespace OrleansLoyalty;

/// <summary>A whole number of loyalty points, positive or negative. Arithmetic is checked: an overflow throws.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Points")]
public readonly record struct Points([Id(0)] long Value) : IComparable<Points>
{
    /// <summary>The most points that one posting, price or setting may name: 1,000,000,000,000.</summary>
    /// <remarks>Nine million such postings fit one balance, so a checked sum is never near its end.</remarks>
    public const long MaxValue = 1_000_000_000_000;

    /// <summary>No points.</summary>
    public static readonly Points Zero;

    public static Points operator +(Points left, Points right) => new(checked(left.Value + right.Value));

    public static Points operator -(Points left, Points right) => new(checked(left.Value - right.Value));

    public static Points operator -(Points points) => new(checked(-points.Value));

    public static Points operator *(Points points, long times) => new(checked(points.Value * times));

    public static bool operator <(Points left, Points right) => left.Value < right.Value;

    public static bool operator >(Points left, Points right) => left.Value > right.Value;

    public static bool operator <=(Points left, Points right) => left.Value <= right.Value;

    public static bool operator >=(Points left, Points right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Points other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
