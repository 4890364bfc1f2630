using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Storage.Orders;

/// <summary>Finds points that were reserved to pay for orders.</summary>
public sealed class CheckoutHolds(Database database)
{
    private const string Select =
        "select hold, member_id, channel, points, amount, member_code, actor, held_at from checkout_holds";

    /// <summary>The reservation of this name, or <see langword="null"/> when there is none.</summary>
    public Task<CheckoutHeld?> FindAsync(string hold) => FindAsync("hold", hold);

    /// <summary>The reservation that a member's code was shown for, or <see langword="null"/> when there is none.</summary>
    public Task<CheckoutHeld?> FindByCodeAsync(string memberCode) => FindAsync("member_code", memberCode);

    private Task<CheckoutHeld?> FindAsync(string column, string value) => database.Application.RowAsync(
        $"{Select} where {column} = $1",
        [value],
        row => new CheckoutHeld(
            row.GetString(0),
            new MemberId(row.GetString(1)),
            row.Nullable<string>(2),
            new Points(row.GetInt64(3)),
            new Money(row.GetInt64(4)),
            row.Nullable<string>(5),
            row.GetString(6),
            row.Moment(7)));
}
