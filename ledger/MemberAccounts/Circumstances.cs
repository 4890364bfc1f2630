using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>What a decision may know of the world.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Today">The day of it in the program's time zone.</param>
/// <param name="Terms">What the program has set.</param>
public readonly record struct Circumstances(DateTimeOffset Now, DateOnly Today, ProgramTerms Terms);
