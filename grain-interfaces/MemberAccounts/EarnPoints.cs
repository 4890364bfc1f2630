using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>Awards the points of a claimed code.</summary>
/// <param name="Code">The code being claimed.</param>
/// <param name="BatchId">The batch it was imported with.</param>
/// <param name="Points">What it is worth now.</param>
/// <param name="Product">What it is printed on, when told.</param>
/// <param name="Category">The category of that, when told.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EarnPoints")]
public sealed record EarnPoints(
    [Id(0)] string Code,
    [Id(1)] long BatchId,
    [Id(2)] Points Points,
    [Id(3)] string? Product = null,
    [Id(4)] string? Category = null);

/// <summary>How an award ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.EarnOutcome")]
public abstract record EarnOutcome;

/// <summary>The code is claimed and its points are in the account.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Earned")]
public sealed record Earned([Id(0)] Claim Claim) : EarnOutcome;

/// <summary>The member has tried too many codes that nobody printed.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.EarnTooManyAttempts")]
public sealed record EarnTooManyAttempts([Id(0)] TimeSpan RetryAfter) : EarnOutcome;

/// <summary>
/// A campaign's budget, as the database counts it, does not cover its part. Nothing was awarded: ask again, and the rules
/// decide without it.
/// </summary>
[GenerateSerializer, Immutable, Alias("loyalty.EarnBudgetGone")]
public sealed record EarnBudgetGone : EarnOutcome;

/// <summary>Whether a member may try another code.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ScanOutcome")]
public abstract record ScanOutcome;

/// <summary>The member may go on.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ScanAllowed")]
public sealed record ScanAllowed : ScanOutcome;

/// <summary>The member has tried too many codes that nobody printed, and must wait.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ScanRefused")]
public sealed record ScanRefused([Id(0)] TimeSpan RetryAfter) : ScanOutcome;
