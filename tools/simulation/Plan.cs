using OrleansLoyalty.EarningRules;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Mall;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Simulation.Actors;
using OrleansLoyalty.Simulation.Workload;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Simulation;

/// <summary>What a seed makes of everything that is not decided step by step.</summary>
internal sealed class Plan
{
    internal Plan(Chance chance, int operations)
    {
        // In a calm world every answer can be held against the state at the moment.
        var isCalm = chance.OneIn(4);
        Operations = operations;
        Silos = chance.Between(1, 3);
        Strayed = isCalm || Silos == 1 ? 0 : chance.Of([0, 3, 15]);
        Clients = chance.Between(2, 8);
        LostPercent = isCalm ? 0 : chance.Of([0, 2, 8]);
        KillEvery = isCalm ? 0 : chance.Of([0, 60, 200]);
        MostDays = chance.Of([2, 20, 20, 60, 250]);
        PointsPerCode = chance.Of([5, 40, 200]);
        MemberIds = [.. Enumerable.Range(0, chance.Between(2, 5)).Select(i => new MemberId($"m{i}"))];
        CodeNames = [.. Enumerable.Range(0, chance.Of([10, 40, 40])).Select(i => $"CODE-{i:00}")];
        ItemsForSale =
        [
            new MallItemView("i0", "Cup", null, new Points(chance.Of([1, 10, 30])), chance.Of([3, 20]), OnSale: true),
            new MallItemView("i1", "Bag", null, new Points(50), chance.Of([1, 5]), OnSale: true),
        ];
        Ladder = new TierLadder(
            chance.Of([TierMeasure.QualifyingPoints, TierMeasure.Spend, TierMeasure.Orders]),
            chance.Of([TierWindow.RollingYear, TierWindow.CalendarYear]),
            chance.Of([0, 30]),
            TierLadder.Default.Tiers);
        Ladder = Ladder with { Tiers = [.. Ladder.Tiers.Select(tier => tier with { Threshold = Threshold(tier.Threshold) })] };
        Rules = ProgramRules.Choose(chance);
        Terms = [SomeTerms(chance), SomeTerms(chance)];
    }

    internal int Operations { get; }

    internal int Silos { get; }

    /// <summary>How many percent of the calls go to a silo that does not host the grain, and there make it live a second time.</summary>
    internal int Strayed { get; }

    internal int Clients { get; }

    internal int LostPercent { get; }

    /// <summary>A silo is killed or evicted once in so many operations; 0 for never.</summary>
    internal int KillEvery { get; }

    internal int MostDays { get; }

    internal int PointsPerCode { get; }

    internal IReadOnlyList<MemberId> MemberIds { get; }

    internal IReadOnlyList<string> CodeNames { get; }

    internal IReadOnlyList<MallItemView> ItemsForSale { get; }

    internal TierLadder Ladder { get; }

    internal RuleSet[] Rules { get; }

    /// <summary>The terms at first, and those they are changed to.</summary>
    internal ProgramTerms[] Terms { get; }

    /// <summary>Whether at any time one activation of a key lives, and whether nothing of it is ever left under way.</summary>
    internal bool IsOrderly => Strayed == 0 && KillEvery == 0;

    private long Threshold(long points) => Ladder.Measure switch
    {
        TierMeasure.QualifyingPoints => points / 4,
        TierMeasure.Spend => points * 40,
        _ => points / 500,
    };

    private ProgramTerms SomeTerms(Chance chance) => ProgramTerms.Default with
    {
        Expiry = new ExpiryPolicy(
            chance.Of([ExpiryKind.Never, ExpiryKind.FixedMonths, ExpiryKind.EndOfMonth, ExpiryKind.EndOfQuarter, ExpiryKind.Rolling]),
            chance.Between(1, 4),
            0),
        PendingDays = chance.Of([0, 0, 7, 15]),
        Transfers = new TransferTerms(true, new Points(5), new Points(300), chance.OneIn(4) ? "silver" : null),
        Tiers = Ladder,
    };
}
