using OrleansLoyalty.Earning;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>An event's accrual and what was taken back of it before.</summary>
/// <param name="Posting">The accrual.</param>
/// <param name="Earlier">The reversals of it, oldest first.</param>
/// <param name="Lapsed">How many points of its lot lapsed.</param>
public sealed record CreditedEvent(PointsPosted Posting, IReadOnlyList<PointsPosted> Earlier, long Lapsed)
{
    /// <summary>What is given for it by now.</summary>
    public Award Award => Details.Last(detail => detail.Award is not null).Award!;

    /// <summary>What the rules knew when it was credited.</summary>
    /// <exception cref="InvalidOperationException">It is not the accrual of an order, which alone keeps it.</exception>
    public MemberStanding Standing => Posting.Detail?.Standing
        ?? throw new InvalidOperationException($"Posting {Posting.Seq} of member {Posting.Member} is no order's: it keeps no standing.");

    /// <summary>How many of its points were used: spent, held, sent, or settled a debt.</summary>
    /// <param name="left">How many are in its lot.</param>
    public long Used(long left) =>
        Posting.Points.Value - left - Lapsed - Earlier.Sum(reversal => reversal.Detail?.Taken.Sum(slice => slice.Points) ?? 0);

    /// <summary>What became debt before.</summary>
    public long Owed => Earlier.Sum(reversal => reversal.Detail?.Debt ?? 0);

    /// <summary>What still counts of it towards tiers.</summary>
    public QualifyingMonth Counted => Details
        .Select(detail => detail.Counts)
        .OfType<QualifyingMonth>()
        .Aggregate((sum, more) => sum with
        {
            Points = sum.Points + more.Points,
            Spend = sum.Spend + more.Spend,
            Orders = sum.Orders + more.Orders,
        });

    private IEnumerable<PostingDetail> Details =>
        Earlier.Prepend(Posting).Select(row => row.Detail).OfType<PostingDetail>();
}
