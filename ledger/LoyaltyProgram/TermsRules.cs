using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>Which terms a program may have.</summary>
public static class TermsRules
{
    /// <summary>The most tiers of a ladder, and the most benefits of a tier.</summary>
    public const int MaxTiers = 20;

    /// <summary>The terms with what a command sets.</summary>
    public static ProgramTerms With(this ProgramTerms terms, SetTerms command) => terms with
    {
        Expiry = command.Expiry ?? terms.Expiry,
        PendingDays = command.PendingDays ?? terms.PendingDays,
        Cash = command.Cash ?? terms.Cash,
        Transfers = command.Transfers ?? terms.Transfers,
        AdjustmentLimit = command.AdjustmentLimit ?? terms.AdjustmentLimit,
        Tiers = command.Tiers ?? terms.Tiers,
    };

    /// <summary>The first thing wrong with terms, or <see langword="null"/> when they may be set.</summary>
    public static SetTermsOutcome? Refusal(this ProgramTerms terms) =>
        OutOfRange(terms) ?? LadderRefusal(terms.Tiers) ?? UnknownTier(terms);

    private static SetTermsOutcome? OutOfRange(ProgramTerms terms)
    {
        var lapses = terms.Expiry.Kind != ExpiryKind.Never;
        return Range("expiry.months", terms.Expiry.Months, lapses ? 1 : 0, lapses ? 120 : 0)
            ?? Range("expiry.birthdayMonths", terms.Expiry.BirthdayMonths, 0, lapses ? 12 : 0)
            ?? Range("pendingDays", terms.PendingDays, 0, 366)
            ?? Range("pointsAsCash.pointsPerYuan", terms.Cash.PointsPerYuan, 1, 1_000_000)
            ?? Range("pointsAsCash.maxPercent", terms.Cash.MaxPercent, 1, 100)
            ?? Range("pointsAsCash.holdMinutes", terms.Cash.HoldMinutes, 1, 7 * 24 * 60)
            ?? Range("transfers.minimum", terms.Transfers.Minimum.Value, 1, Points.MaxValue)
            ?? Range("transfers.maxPerDay", terms.Transfers.MaxPerDay.Value, terms.Transfers.Minimum.Value, Points.MaxValue)
            ?? Range("adjustmentLimit", terms.AdjustmentLimit.Value, 0, Points.MaxValue);
    }

    private static SetTermsOutcome? LadderRefusal(TierLadder ladder)
    {
        if ((Range("tiers.graceDays", ladder.GraceDays, 0, 366)
            ?? Range("tiers.length", ladder.Tiers.Length, 1, MaxTiers)) is { } outside)
        {
            return outside;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        Tier? below = null;
        foreach (var tier in ladder.Tiers)
        {
            if (!ids.Add(tier.Id))
            {
                return new TierIdTwice(tier.Id);
            }

            if (below is null ? tier.Threshold != 0 : tier.Threshold <= below.Threshold)
            {
                return new TierThresholdNotRising(tier.Id, tier.Threshold, below?.Threshold);
            }

            if ((Range($"tiers.{tier.Id}.threshold", tier.Threshold, 0, Points.MaxValue)
                ?? Range($"tiers.{tier.Id}.benefits.length", tier.Benefits.Length, 0, MaxTiers)) is { } refusal)
            {
                return refusal;
            }

            below = tier;
        }

        return null;
    }

    private static TransferTierUnknown? UnknownTier(ProgramTerms terms) =>
        terms.Transfers.LowestTier is { } lowest && terms.Tiers.Tiers.All(tier => tier.Id != lowest)
            ? new TransferTierUnknown(lowest, [.. terms.Tiers.Tiers.Select(tier => tier.Id)])
            : null;

    private static TermOutOfRange? Range(string term, long value, long min, long max) =>
        value < min || value > max ? new TermOutOfRange(term, value, min, max) : null;
}
