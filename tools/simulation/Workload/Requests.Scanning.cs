using OrleansLoyalty.Mall;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Simulation.Workload;

// Codes and the mall.
internal sealed partial class Requests
{
    private readonly List<(OrleansLoyalty.MemberAccounts.MemberId Member, RequestId Request)> _redeemed = [];

    private Operation Claim()
    {
        var (member, code) = (SomeMember(), Chance.Of(world.Plan.CodeNames));
        return new Operation(
            $"claim {code} by {member.Value}",
            () => Operation.Boxed(world.Cluster.GetGrain<IProductCodeGrain>(code).Claim(new ClaimProductCode(member))),
            answer => answer is Claimed(var claim) ? (claim.Points, claim.Balance, claim.ClaimedAt) : null,
            () => Tables.Codes[code] is CodeClaimed fact && fact.Member == member
                ? (fact.Points, fact.BalanceAfter, fact.ClaimedAt)
                : null)
        {
            Refused = answer => Check.That(
                answer switch
                {
                    AlreadyClaimed(var at) => Tables.Codes[code] is CodeClaimed fact && fact.Member != member && fact.ClaimedAt == at,
                    ClaimCodeVoid => Tables.Codes[code] is CodeVoided,
                    _ => false,
                },
                $"The claim of {code} is refused by {answer}; it is {Tables.Codes[code]}."),
        };
    }

    private Operation VoidCode()
    {
        var code = Chance.Of(world.Plan.CodeNames);
        return new Operation(
            $"void {code}",
            () => Operation.Boxed(world.Cluster.GetGrain<IProductCodeGrain>(code).Void(new VoidProductCode("stolen", "admin"))),
            answer => answer is Voided ? "void" : null,
            () => Tables.Codes[code] is CodeVoided ? "void" : null)
        {
            Refused = answer => Check.That(
                answer is VoidAlreadyClaimed && Tables.Codes[code] is CodeClaimed, $"{code} is not voided: {answer}."),
        };
    }

    private Operation Redeem()
    {
        var item = Chance.Of(world.Plan.ItemsForSale);
        var (member, quantity) = (SomeMember(), Chance.Between(1, 3));
        var request = new RequestId(Name("redeem"));
        if (_redeemed.Count > 0 && Chance.OneIn(12))
        {
            // Somebody makes the same name serve twice.
            (member, request) = Chance.Of(_redeemed);
        }

        _redeemed.Add((member, request));
        var price = item.Price * quantity;
        return new Operation(
            $"redeem {quantity} {item.Id} by {member.Value} as {request}",
            () => Operation.Boxed(world.Cluster.GetGrain<IMallItemGrain>(item.Id).Redeem(new RedeemMallItem(member, quantity, request))),
            answer => answer is Redeemed(var made) ? (made.Id, made.Points, made.Balance) : null,
            () => Tables.Redemptions.TryGetValue((member, request), out var fact) && fact.ItemId == item.Id && fact.Quantity == quantity
                ? (fact.Id, fact.Points, fact.BalanceAfter)
                : null)
        {
            Observe = BalanceOf(member, answer => answer is InsufficientPoints(var balance, _) ? (balance, price) : null),
            Refused = answer => Check.That(
                answer switch
                {
                    OutOfStock(var left) => left < quantity,
                    RedeemRequestReused => Tables.Redemptions.ContainsKey((member, request)),
                    InsufficientPoints => true,
                    RedeemAccountFrozen => Tables.Accounts[member].Audit.WasFrozen,
                    _ => false,
                },
                $"The redemption {request} is refused by {answer}."),
        };
    }

    private Operation Restock()
    {
        var item = Chance.Of(world.Plan.ItemsForSale);
        var (request, quantity) = (new RequestId(Name("restock")), Chance.Between(1, 10));
        return new Operation(
            $"restock {item.Id} with {quantity}",
            () => Operation.Boxed(world.Cluster.GetGrain<IMallItemGrain>(item.Id).Restock(new RestockMallItem(quantity, "admin", request))),
            answer => answer is Restocked ? (long)quantity : null,
            () => Tables.Supplied.TryGetValue((item.Id, request), out var supplied) ? supplied : null);
    }
}
