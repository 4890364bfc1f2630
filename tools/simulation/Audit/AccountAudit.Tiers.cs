using System.Collections.Immutable;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Simulation.Audit;

// The tier, worked out from everything that ever counted.
internal sealed partial class AccountAudit
{
    private readonly SortedDictionary<DateOnly, QualifyingMonth> _counted = [];
    private readonly List<TierStep> _steps = [];
    private TierStanding _standing = TierRules.Initial(world.Plan.Ladder, Joined);
    private TierStanding? _due;

    private static DateOnly Joined => Simulation.Store.SimulatedProgram.DayOf(new SimulatedClock().GetUtcNow());

    private void JudgeTierBefore(PointsPosted posting)
    {
        if (posting.Kind == PostingKind.TierChange)
        {
            return;
        }

        That(_due is null, posting, $"comes before the tier changes to {_due}");
        if (posting.Kind is PostingKind.Claim or PostingKind.Accrual)
        {
            var reviewed = Review(posting.PostedOn);
            That(reviewed == _standing, posting, $"is decided as {_standing}, where time has brought {reviewed}");
        }
    }

    private void JudgeTierAfter(PointsPosted posting, PostingDetail detail)
    {
        if (TierStep.Matters(posting.Kind))
        {
            _steps.Add(TierStep.Of(posting, world.Plan.Ladder));
        }

        if (posting.Kind == PostingKind.TierChange)
        {
            var expected = _due ?? Review(posting.PostedOn);
            That(detail.Tier == expected && expected != _standing, posting, $"changes the tier from {_standing}; it would be {expected}");
            (_standing, _due) = (expected, null);
            return;
        }

        if (detail.Counts is not { } counts)
        {
            return;
        }

        var sum = _counted.GetValueOrDefault(counts.Month, new QualifyingMonth(counts.Month, Points.Zero, Money.Zero, 0));
        _counted[counts.Month] = new QualifyingMonth(
            counts.Month, sum.Points + counts.Points, sum.Spend + counts.Spend, sum.Orders + counts.Orders);
        var now = posting.Kind == PostingKind.Reversal
            ? TierHistory.Recompute(Joined, _steps)
            : Review(posting.PostedOn);
        _due = now == _standing ? null : now;
    }

    private void JudgeTierAtTheEnd(AccountState state)
    {
        Check.That(_due is null, $"The tier of {member} was to become {_due}.");
        var (kept, walked) = (state.Holdings.Tier ?? _standing, _standing);
        Check.That(kept == walked, $"The tier of {member} is {kept}; worked out from everything it is {walked}.");
        Check.That(Review(world.Today) == _standing, $"The tier of {member} is {_standing}; today it would be {Review(world.Today)}.");
    }

    private TierStanding Review(DateOnly day) => TierRules.Review(world.Plan.Ladder, _standing, Months(), day);

    private ImmutableArray<QualifyingMonth> Months() => [.. _counted.Values];
}
