using System.Collections.Immutable;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Tiers;

/// <summary>A posting, as far as tiers are concerned.</summary>
/// <param name="Seq">Its number in the account.</param>
/// <param name="Day">The day it was posted, in the program's zone.</param>
/// <param name="Ladder">The tiers of that moment.</param>
/// <param name="Counts">What counts from then on, or counts no more when negative.</param>
/// <param name="Reverses">The posting whose count it lessens.</param>
public sealed record TierStep(long Seq, DateOnly Day, TierLadder Ladder, QualifyingMonth? Counts, long? Reverses)
{
    /// <summary>Whether such postings can matter.</summary>
    public static bool Matters(PostingKind kind) =>
        kind is PostingKind.Claim or PostingKind.Accrual or PostingKind.Reversal or PostingKind.TierChange;

    /// <summary>
    /// Whether, after such a posting, the tier may hang on an accrual that it did not hang on before: the tier has changed
    /// since, or something else was taken back since, so that the accrual took its place.
    /// </summary>
    public static bool MayHang(PointsPosted posting, long accrual) => posting.Seq > accrual
        && (posting.Kind == PostingKind.TierChange || (posting.Kind == PostingKind.Reversal && posting.Reverses != accrual));

    /// <summary>The step that a posting is.</summary>
    public static TierStep Of(PointsPosted posting, TierLadder ladder) => new(
        posting.Seq,
        posting.PostedOn,
        ladder,
        posting.Detail is { } detail ? detail.Counts : Plain(posting.PostedOn, posting.Points),
        posting.Reverses);

    /// <summary>What an accrual counts that does nothing but give points.</summary>
    public static QualifyingMonth Plain(DateOnly day, Points points) =>
        new(new DateOnly(day.Year, day.Month, 1), points, Money.Zero, 0);
}

/// <summary>The tier, worked out from everything that ever counted.</summary>
public static class TierHistory
{
    /// <summary>
    /// The standing after the last step, as if what was taken back had never counted: an order refunded in part counts
    /// from its day on with what remains of it, and one refunded whole not at all.
    /// </summary>
    /// <param name="joined">The day the member joined.</param>
    /// <param name="steps">All steps of the account, oldest first; at least one.</param>
    public static TierStanding Recompute(DateOnly joined, IReadOnlyList<TierStep> steps)
    {
        var counts = Remaining(steps);
        var standing = TierRules.Initial(steps[0].Ladder, joined);
        var months = ImmutableArray<QualifyingMonth>.Empty;
        var wasGone = false;
        for (var i = 0; i < steps.Count; i++)
        {
            // What was taken back whole never was, and neither was the step of the tier that it led to: under tiers that
            // were changed since, it must not be a day on which the member was looked at.
            wasGone = (IsNothing(counts[i]) && !IsNothing(steps[i].Counts)) || (wasGone && IsLedTo(steps[i - 1], steps[i]));
            if (wasGone)
            {
                continue;
            }

            var (ladder, day) = (steps[i].Ladder, steps[i].Day);
            standing = TierRules.Review(ladder, standing, months, day);
            if (counts[i] is { } more)
            {
                months = TierRules.Kept(TierRules.Add(months, more.Month, more.Points, more.Spend, more.Orders), day);
                standing = TierRules.Review(ladder, standing, months, day);
            }
        }

        return standing;
    }

    private static bool IsLedTo(TierStep accrual, TierStep step) =>
        step.Counts is null && step.Seq == accrual.Seq + 1 && step.Day == accrual.Day;

    private static bool IsNothing(QualifyingMonth? counts) =>
        counts is { Points.Value: 0, Spend.MinorUnits: 0, Orders: 0 };

    // What each step counts, less what later steps took back of it; those count nothing themselves.
    private static QualifyingMonth?[] Remaining(IReadOnlyList<TierStep> steps)
    {
        var counts = new QualifyingMonth?[steps.Count];
        var places = new Dictionary<long, int>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Counts is { } more)
            {
                var at = steps[i].Reverses is { } reversed ? places.GetValueOrDefault(reversed, i) : i;
                places[steps[i].Seq] = at;
                counts[at] = counts[at] is { } sum
                    ? sum with { Points = sum.Points + more.Points, Spend = sum.Spend + more.Spend, Orders = sum.Orders + more.Orders }
                    : more;
            }
        }

        return counts;
    }
}
