using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.ProductCodes;

/// <summary>A member claimed a code.</summary>
/// <param name="Code">The code.</param>
/// <param name="BatchId">The batch it was imported with.</param>
/// <param name="Member">Who claimed it.</param>
/// <param name="PostingSeq">The posting that gave the points.</param>
/// <param name="Points">What it gave.</param>
/// <param name="BalanceAfter">The member's balance right after.</param>
/// <param name="ClaimedAt">When.</param>
public sealed record CodeClaimed(
    string Code,
    long BatchId,
    MemberId Member,
    long PostingSeq,
    Points Points,
    Points BalanceAfter,
    DateTimeOffset ClaimedAt) : Fact;

/// <summary>An admin ended a code without a claim.</summary>
public sealed record CodeVoided(string Code, long BatchId, string Reason, string Actor, DateTimeOffset VoidedAt) : Fact;
