namespace OrleansLoyalty.ProductCodes;

/// <summary>Ends a code without a claim.</summary>
/// <param name="Reason">Why, for whoever reads it later.</param>
/// <param name="Actor">Who voids.</param>
[GenerateSerializer, Immutable, Alias("loyalty.VoidProductCode")]
public sealed record VoidProductCode([Id(0)] string Reason, [Id(1)] string Actor);

/// <summary>How voiding ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.VoidOutcome")]
public abstract record VoidOutcome;

/// <summary>The code is void, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Voided")]
public sealed record Voided : VoidOutcome;

/// <summary>Nobody printed this code.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.VoidCodeNotFound")]
public sealed record VoidCodeNotFound : VoidOutcome;

/// <summary>A member has claimed the code, so it cannot be voided.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.VoidAlreadyClaimed")]
public sealed record VoidAlreadyClaimed([Id(0)] DateTimeOffset ClaimedAt) : VoidOutcome;
