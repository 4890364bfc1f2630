using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Adjustments;

/// <summary>One adjustment by hand, of key <see cref="AdjustmentProposal.IdOf"/>: posted at once, or by two admins.</summary>
[Alias("loyalty.IAdjustmentGrain")]
public interface IAdjustmentGrain : IGrainWithStringKey
{
    /// <summary>Posts the points, or proposes to when they are beyond the program's limit.</summary>
    [Alias("Adjust")]
    Task<AdjustOutcome> Adjust(MemberId member, AdjustPoints command);

    /// <summary>Posts proposed points. Whoever proposed them cannot; approved again, it answers the same posting.</summary>
    [Alias("Approve")]
    Task<DecideAdjustmentOutcome> Approve(string actor);

    /// <summary>Ends a proposal without posting.</summary>
    [Alias("Reject")]
    Task<DecideAdjustmentOutcome> Reject(string actor, string reason);
}

/// <summary>How deciding on a proposal ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.DecideAdjustmentOutcome")]
public abstract record DecideAdjustmentOutcome;

/// <summary>The points are posted, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentApproved")]
public sealed record AdjustmentApproved(
    [Id(0)] AdjustmentProposal Proposal, [Id(1)] AccountPosting Posting) : DecideAdjustmentOutcome;

/// <summary>The proposal is rejected, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentRejected")]
public sealed record AdjustmentRejected([Id(0)] AdjustmentProposal Proposal) : DecideAdjustmentOutcome;

/// <summary>There is no such proposal.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentProposalNotFound")]
public sealed record AdjustmentProposalNotFound : DecideAdjustmentOutcome;

/// <summary>Who proposed it cannot approve it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentNeedsAnother")]
public sealed record AdjustmentNeedsAnother([Id(0)] string ProposedBy) : DecideAdjustmentOutcome;

/// <summary>It was decided the other way.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentDecidedBefore")]
public sealed record AdjustmentDecidedBefore([Id(0)] AdjustmentDecision Decision) : DecideAdjustmentOutcome;

/// <summary>The balance does not cover what would be taken; the proposal stays open.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ApprovedBalanceTooLow")]
public sealed record ApprovedBalanceTooLow([Id(0)] Points Balance, [Id(1)] Points Price) : DecideAdjustmentOutcome;
