using System.Collections.Immutable;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>A member's points, as of a day of the program.</summary>
/// <param name="Member">Whose account it is.</param>
/// <param name="Seq">Number of the last posting; 0 before the first.</param>
/// <param name="Balance">What can be spent now: neither pending, held nor frozen, less any debt.</param>
/// <param name="Total">The sum of all postings: balance, pending, held and frozen points, less the debt.</param>
/// <param name="Pending">Awarded, not yet spendable.</param>
/// <param name="Held">Reserved for checkouts under way.</param>
/// <param name="Frozen">Frozen points; all that could be spent when the account is frozen as a whole.</param>
/// <param name="Debt">Owed for refunds of points already spent; the next accruals settle it.</param>
/// <param name="IsFrozen">Whether the whole account is frozen.</param>
/// <param name="Lots">What can be spent or is pending, in the order in which it would be taken.</param>
/// <param name="Holds">Open holds and frozen points.</param>
/// <param name="Tier">The member's tier.</param>
/// <param name="Months">What counted towards tiers, by month, oldest first.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AccountView")]
public sealed record AccountView(
    [Id(0)] MemberId Member,
    [Id(1)] long Seq,
    [Id(2)] Points Balance,
    [Id(3)] Points Total,
    [Id(4)] Points Pending,
    [Id(5)] Points Held,
    [Id(6)] Points Frozen,
    [Id(7)] Points Debt,
    [Id(8)] bool IsFrozen,
    [Id(9)] ImmutableArray<LotSlice> Lots,
    [Id(10)] ImmutableArray<AccountHold> Holds,
    [Id(11)] TierStanding Tier,
    [Id(12)] ImmutableArray<QualifyingMonth> Months);

/// <summary>Points set aside.</summary>
/// <param name="Name">The hold's name.</param>
/// <param name="IsFreeze">Whether they are frozen rather than reserved.</param>
/// <param name="Points">How many.</param>
/// <param name="Purpose">What for, or why frozen.</param>
/// <param name="TimesOutAt">When they return by themselves.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AccountHold")]
public sealed record AccountHold(
    [Id(0)] string Name,
    [Id(1)] bool IsFreeze,
    [Id(2)] Points Points,
    [Id(3)] string Purpose,
    [Id(4)] DateTimeOffset? TimesOutAt);
