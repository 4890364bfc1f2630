using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>A member is known to the program.</summary>
public sealed record MemberJoined(MemberId Member, string? Phone, string? Name, DateTimeOffset JoinedAt) : Fact;

/// <summary>The program's account on the other side of a posting.</summary>
public enum ProgramAccount
{
    /// <summary>Points given out.</summary>
    Issuance = 1,

    /// <summary>Points taken in by the mall.</summary>
    Mall = 2,

    /// <summary>Points that lapsed.</summary>
    Expiry = 3,

    /// <summary>Points posted by hand.</summary>
    Adjustment = 4,

    /// <summary>Points on their way from one member to another.</summary>
    Transfer = 5,
}

/// <summary>Points moved between a member and a program account.</summary>
/// <param name="Member">Whose account.</param>
/// <param name="Seq">Number of the posting in the account, from 1 without gaps.</param>
/// <param name="Kind">Why.</param>
/// <param name="Other">The program's side.</param>
/// <param name="Points">Into the account, or out of it when negative.</param>
/// <param name="BalanceAfter">The account's balance with this posting.</param>
/// <param name="Source">What caused it.</param>
/// <param name="PostedAt">When it was decided, in whole microseconds.</param>
/// <param name="Hash">Chains this posting to the one before; see <see cref="PostingChain"/>.</param>
public sealed record PointsPosted(
    MemberId Member,
    long Seq,
    PostingKind Kind,
    ProgramAccount Other,
    Points Points,
    Points BalanceAfter,
    string Source,
    DateTimeOffset PostedAt,
    ReadOnlyMemory<byte> Hash) : Fact
{
    /// <summary>What the actor gave as reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Who posted, when it was not the member.</summary>
    public string? Actor { get; init; }

    /// <summary>The actor's name for the request, when the posting itself is what was asked for.</summary>
    public RequestId? Request { get; init; }
}
