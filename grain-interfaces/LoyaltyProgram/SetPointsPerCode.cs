namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>The program and its settings.</summary>
/// <param name="Name">What members see.</param>
/// <param name="TimeZone">IANA name of the zone in which dates are meant, such as <c>Asia/Shanghai</c>.</param>
/// <param name="PointsPerCode">What a code gives whose batch has no value of its own.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ProgramView")]
public sealed record ProgramView(
    [Id(0)] string Name, [Id(1)] string TimeZone, [Id(2)] Points PointsPerCode);

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
