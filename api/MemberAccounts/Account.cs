using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>A member's points in full.</summary>
/// <param name="Balance">What can be spent now: neither pending, held nor frozen, less any debt.</param>
/// <param name="Total">The sum of all postings: balance, pending, held and frozen points, less the debt.</param>
/// <param name="Pending">Awarded, not yet spendable.</param>
/// <param name="Held">Reserved for checkouts under way.</param>
/// <param name="Frozen">Frozen; all that could be spent when the account is frozen as a whole.</param>
/// <param name="Debt">Owed for refunds of points already spent; the next accruals settle it.</param>
/// <param name="IsFrozen">Whether the whole account is frozen.</param>
/// <param name="Lots">What can be spent or is pending, in the order in which it would be taken.</param>
/// <param name="Holds">Reserved and frozen points.</param>
public sealed record Account(
    long Balance,
    long Total,
    long Pending,
    long Held,
    long Frozen,
    long Debt,
    bool IsFrozen,
    IReadOnlyList<Lot> Lots,
    IReadOnlyList<Hold> Holds)
{
    internal static Account From(AccountView view) => new(
        view.Balance.Value,
        view.Total.Value,
        view.Pending.Value,
        view.Held.Value,
        view.Frozen.Value,
        view.Debt.Value,
        view.IsFrozen,
        [.. view.Lots.Select(Lot.From)],
        [.. view.Holds.Select(Hold.From)]);
}

/// <summary>Points set aside.</summary>
/// <param name="Name">The hold's name; for frozen points, <c>freeze:</c> and the request that froze them.</param>
/// <param name="IsFreeze">Whether they are frozen rather than reserved.</param>
/// <param name="Points">How many.</param>
/// <param name="Purpose">What for, or why frozen.</param>
/// <param name="TimesOutAt">When they return by themselves.</param>
public sealed record Hold([property: ID] string Name, bool IsFreeze, long Points, string Purpose, DateTimeOffset? TimesOutAt)
{
    internal static Hold From(AccountHold hold) =>
        new(hold.Name, hold.IsFreeze, hold.Points.Value, hold.Purpose, hold.TimesOutAt?.ToUniversalTime());
}
