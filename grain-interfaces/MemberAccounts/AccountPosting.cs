namespace OrleansLoyalty.MemberAccounts;

/// <summary>Why points moved.</summary>
public enum PostingKind
{
    /// <summary>A product code was claimed.</summary>
    Claim = 1,

    /// <summary>Points were exchanged for a mall item.</summary>
    Redemption = 2,

    /// <summary>An admin posted by hand.</summary>
    Adjustment = 3,
}

/// <summary>One movement of a member's points, as it is kept.</summary>
/// <param name="Seq">Its number in the account, from 1 without gaps.</param>
/// <param name="Kind">Why the points moved.</param>
/// <param name="Points">In, or out when negative.</param>
/// <param name="BalanceAfter">The balance once it was posted.</param>
/// <param name="Source">What caused it, such as <c>code:6901234567892-0001</c>.</param>
/// <param name="Reason">What the actor gave as reason.</param>
/// <param name="PostedAt">When it was decided.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AccountPosting")]
public sealed record AccountPosting(
    [Id(0)] long Seq,
    [Id(1)] PostingKind Kind,
    [Id(2)] Points Points,
    [Id(3)] Points BalanceAfter,
    [Id(4)] string Source,
    [Id(5)] string? Reason,
    [Id(6)] DateTimeOffset PostedAt);
