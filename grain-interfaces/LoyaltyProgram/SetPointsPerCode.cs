namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>Sets what a code gives.</summary>
/// <param name="Points">From 1 to <see cref="MaxPointsPerCode"/>.</param>
/// <param name="Actor">Who sets it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SetPointsPerCode")]
public sealed record SetPointsPerCode([Id(0)] Points Points, [Id(1)] string Actor)
{
    /// <summary>The most that one code may give: 1,000,000 points.</summary>
    public const long MaxPointsPerCode = 1_000_000;
}

/// <summary>How setting ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SetPointsPerCodeOutcome")]
public abstract record SetPointsPerCodeOutcome;

/// <summary>The value is in force.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PointsPerCodeSet")]
public sealed record PointsPerCodeSet([Id(0)] ProgramView Program) : SetPointsPerCodeOutcome;

/// <summary>The value is outside what one code may give.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PointsPerCodeOutOfRange")]
public sealed record PointsPerCodeOutOfRange(
    [Id(0)] Points Min, [Id(1)] Points Max) : SetPointsPerCodeOutcome;
