using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>
/// A small history and what it left, without a mistake: ann is given 100 points, claims a code for 10 and redeems 2 of an
/// item for 30; bob tries the code too late. A test changes one thing.
/// </summary>
internal static class AHistory
{
    internal static Facts Kept { get; } = new(
        Chained(
            new Posting("ann", 1, Facts.AdjustmentKind, Facts.Adjustment, 100, 100, "adjustment", DateTime.UnixEpoch, new DateOnly(2026, 1, 1)) { Request = "q1" },
            new Posting("ann", 2, Facts.ClaimKind, Facts.Issuance, 10, 110, "code:K1", DateTime.UnixEpoch, new DateOnly(2026, 1, 1)) { Lot = 2 },
            new Posting("ann", 3, Facts.RedemptionKind, Facts.Mall, -30, 80, "redemption:r1", DateTime.UnixEpoch, new DateOnly(2026, 1, 1)) { Detail = "{}" }),
        [new Claimed("K0000001N000000", "ann", 2, 10, 110)],
        [new Redeemed("ann", "q4", "r1", "item", 2, 30, 3, 80)],
        [new Supplied("item", "added", 3), new Supplied("item", "q6", 4)],
        [new Item("item", "q0", 15, 5)],
        [new ImportedCodes("K0000001", 2, 2, "K0000001N000000", "K0000001N000001")]);

    internal static Asked AddItem => Ask(0, Kind.AddItem, "", "", 3, "q0").Ok(0, 1, type: "item");

    internal static Asked Adjust => Ask(1, Kind.Adjust, "ann", "", 100, "q1").Ok(10, 20, first: 1, second: 100);

    internal static Asked Import => Ask(2, Kind.Import, "", "K0000001", 2, "q2").Ok(5, 6, type: "import");

    internal static Asked Claim => Ask(3, Kind.Claim, "ann", "K0000001N000000", 0, "").Ok(30, 40, first: 10, second: 110);

    internal static Asked Redeem => Ask(4, Kind.Redeem, "ann", "item", 2, "q4").Ok(50, 60, type: "r1", first: 30, second: 80);

    internal static Asked TooLate => Ask(5, Kind.Claim, "bob", "K0000001N000000", 0, "").Refused(45, 50, "CodeAlreadyClaimedError");

    internal static Asked Restock => Ask(6, Kind.Restock, "", "item", 4, "q6").Ok(70, 80, type: "item");

    internal static IReadOnlyList<Asked> All => [AddItem, Adjust, Import, Claim, Redeem, TooLate, Restock];

    internal static Asked Ask(int number, Kind kind, string member, string key, long amount, string id) =>
        new(new Request(number, kind, member, key, amount, id));

    internal static Asked Ok(this Asked asked, long from, long to, string type = "", long first = 0, long second = 0, int view = 1) =>
        asked.With(new Attempt(view, from, to, new Answer(Outcome.Ok, type, first, second)));

    internal static Asked Refused(this Asked asked, long from, long to, string type, long first = 0, int view = 1) =>
        asked.With(new Attempt(view, from, to, new Answer(Outcome.Refused, type, first)));

    internal static Asked Lost(this Asked asked, long from, int view = 1) =>
        asked.With(new Attempt(view, from, long.MaxValue, Answer.Unknown("cut")));

    /// <summary>The history with one request in place of another of its number, or besides.</summary>
    internal static IReadOnlyList<Asked> With(params Asked[] changed) =>
        [.. All.Where(one => changed.All(other => other.Request.Number != one.Request.Number)), .. changed];

    internal static IReadOnlyList<Asked> Without(int number) => [.. All.Where(one => one.Request.Number != number)];

    internal static IReadOnlyList<Posting> Chained(params Posting[] postings)
    {
        var before = new byte[32];
        return [.. postings.Select(posting => posting with { Hash = before = Chains.Hash(before, posting) })];
    }

    internal static string[] Violations(IReadOnlyList<Asked> asked, Facts facts) => [.. Checker.Violations(asked, facts)];
}
