using System.Collections.Immutable;

namespace OrleansLoyalty.Earning;

/// <summary>What the rules may know of a member when an event is decided. Kept with an order's accrual, so that a
/// refund of any age can decide again as it was decided then.</summary>
/// <param name="Tier">The id of the member's tier.</param>
/// <param name="Birthday">The day of birth, when told.</param>
/// <param name="Tags">What the brand marked the member with.</param>
/// <param name="IsFirstOrder">Whether no order of theirs was credited before.</param>
/// <param name="CheckInStreak">Days in a row with a check-in, this event's day included; 0 when it is no check-in.</param>
/// <param name="Usage">What rules with a cap gave so far.</param>
[GenerateSerializer, Immutable, Alias("loyalty.MemberStanding")]
public sealed record MemberStanding(
    [Id(0)] string Tier,
    [Id(1)] DateOnly? Birthday,
    [Id(2)] ImmutableArray<string> Tags,
    [Id(3)] bool IsFirstOrder,
    [Id(4)] int CheckInStreak,
    [Id(5)] ImmutableArray<RuleUsage> Usage);

/// <summary>What one rule gave one member so far.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Day">The last day on which it gave something, in the program's time zone.</param>
/// <param name="PointsOnDay">What it gave on that day.</param>
/// <param name="PointsInAll">What it gave ever.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleUsage")]
public sealed record RuleUsage(
    [Id(0)] string RuleId,
    [Id(1)] DateOnly Day,
    [Id(2)] Points PointsOnDay,
    [Id(3)] Points PointsInAll);
