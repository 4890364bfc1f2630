using OrleansLoyalty.Journal;

namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>The program's settings changed; the newest version is in force.</summary>
public sealed record ProgramChanged(long Version, ProgramView Program, string Actor, DateTimeOffset SetAt) : Fact;
