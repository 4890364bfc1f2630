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

    /// <summary>An event earned points by the rules.</summary>
    Accrual = 4,

    /// <summary>What an event earned was taken back, for a refund.</summary>
    Reversal = 5,

    /// <summary>Points lapsed.</summary>
    Expiry = 6,

    /// <summary>Lapsed points were given back.</summary>
    Reinstatement = 7,

    /// <summary>Reserved points paid for an order.</summary>
    Payment = 8,

    /// <summary>Points that paid for an order came back, for a refund.</summary>
    Return = 9,

    /// <summary>Points were sent to another member.</summary>
    TransferOut = 10,

    /// <summary>Points of another member arrived.</summary>
    TransferIn = 11,

    /// <summary>Points were reserved; none moved.</summary>
    Hold = 12,

    /// <summary>Reserved points were given back; none moved.</summary>
    HoldVoided = 13,

    /// <summary>The account or some of its points were frozen; none moved.</summary>
    Freeze = 14,

    /// <summary>A freeze ended; no points moved.</summary>
    Unfreeze = 15,

    /// <summary>The member is told that points will lapse; none moved.</summary>
    ExpiryNotice = 16,

    /// <summary>The member's tier changed; no points moved.</summary>
    TierChange = 17,
}

/// <summary>One movement of a member's points, as it is kept.</summary>
/// <param name="Seq">Its number in the account, from 1 without gaps.</param>
/// <param name="Kind">Why the points moved.</param>
/// <param name="Points">In, or out when negative.</param>
/// <param name="BalanceAfter">The sum of all postings with this one: the balance, where nothing is pending, held or owed.</param>
/// <param name="Source">What caused it, such as <c>code:6901234567892-0001</c>.</param>
/// <param name="Reason">What the actor gave as reason.</param>
/// <param name="PostedAt">When it was decided.</param>
/// <param name="Actor">Who posted, when it was not the member.</param>
/// <param name="Reverses">The posting that this one takes back.</param>
/// <param name="ExpiresOn">The last day of the points earned, as it was when they were earned.</param>
/// <param name="Detail">What it did to lots and holds, and why the rules gave it, as it is kept.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AccountPosting")]
public sealed record AccountPosting(
    [Id(0)] long Seq,
    [Id(1)] PostingKind Kind,
    [Id(2)] Points Points,
    [Id(3)] Points BalanceAfter,
    [Id(4)] string Source,
    [Id(5)] string? Reason,
    [Id(6)] DateTimeOffset PostedAt,
    [Id(7)] string? Actor,
    [Id(8)] long? Reverses,
    [Id(9)] DateOnly? ExpiresOn,
    [Id(10)] string? Detail);
