namespace OrleansLoyalty.Tiers;

/// <summary>How far a member is. Figures are points, minor units of the currency, or orders, as the ladder measures.</summary>
/// <param name="Tier">The member's tier.</param>
/// <param name="Since">The day it was reached.</param>
/// <param name="Until">The last day of its period; <see langword="null"/> for the lowest tier.</param>
/// <param name="Measure">What counts today.</param>
/// <param name="CountsUntil">Until the end of this day nothing of what counts today drops out.</param>
/// <param name="Next">The tier above; <see langword="null"/> at the top.</param>
/// <param name="ToNext">What is missing to it; 0 at the top.</param>
/// <param name="ToKeep">What is missing, by the end of the period, for another period of the tier; 0 when nothing is.</param>
[GenerateSerializer, Immutable, Alias("loyalty.TierProgress")]
public sealed record TierProgress(
    [Id(0)] Tier Tier,
    [Id(1)] DateOnly Since,
    [Id(2)] DateOnly? Until,
    [Id(3)] long Measure,
    [Id(4)] DateOnly CountsUntil,
    [Id(5)] Tier? Next,
    [Id(6)] long ToNext,
    [Id(7)] long ToKeep);
