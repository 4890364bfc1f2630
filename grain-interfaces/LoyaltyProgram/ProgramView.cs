namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>The program and its settings.</summary>
/// <param name="Name">What members see.</param>
/// <param name="TimeZone">IANA name of the zone in which dates are meant, such as <c>Asia/Shanghai</c>.</param>
/// <param name="PointsPerCode">What a code gives whose batch has no value of its own.</param>
/// <param name="Terms">What it has set for points.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ProgramView")]
public sealed record ProgramView(
    [Id(0)] string Name, [Id(1)] string TimeZone, [Id(2)] Points PointsPerCode, [Id(3)] ProgramTerms Terms);
