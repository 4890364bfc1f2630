namespace OrleansLoyalty.MemberAccounts;

/// <summary>Makes a member known.</summary>
/// <param name="Phone">In the form that signing in gives it; one member a number. May be unknown.</param>
/// <param name="Name">What the member calls themselves. May be unknown.</param>
[GenerateSerializer, Immutable, Alias("loyalty.JoinProgram")]
public sealed record JoinProgram([Id(0)] string? Phone, [Id(1)] string? Name);

/// <summary>How joining ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.JoinOutcome")]
public abstract record JoinOutcome;

/// <summary>The member is known, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Joined")]
public sealed record Joined([Id(0)] AccountView Account) : JoinOutcome;

/// <summary>Another member has this phone number.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PhoneTaken")]
public sealed record PhoneTaken : JoinOutcome;
