using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Adjustments;

/// <summary>What becomes true together with an adjustment's posting.</summary>
public static class AdjustmentApprovals
{
    /// <summary>The approval that an adjustment carries, or nothing.</summary>
    public static Fact[] Facts(AdjustPoints command, DateTimeOffset postedAt) =>
        command.Approval is { } approval
            ? [new AdjustmentDecided(approval.Proposal, new AdjustmentDecision(true, null, approval.Actor, postedAt))]
            : [];
}
