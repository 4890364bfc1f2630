using OrleansLoyalty.Adjustments;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>Posts points by hand.</summary>
/// <param name="Points">Points in, or out when negative; never zero, at most <see cref="OrleansLoyalty.Points.MaxValue"/>.</param>
/// <param name="Reason">Why, for whoever reads the postings later.</param>
/// <param name="Actor">Who posts.</param>
/// <param name="Request">The actor's name for this adjustment.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustPoints")]
public sealed record AdjustPoints(
    [Id(0)] Points Points,
    [Id(1)] string Reason,
    [Id(2)] string Actor,
    [Id(3)] RequestId Request)
{
    /// <summary>The approval of a second admin; becomes true together with the posting.</summary>
    [Id(4)]
    public AdjustmentApproval? Approval { get; init; }
}

/// <summary>A second admin's approval of an adjustment beyond the program's limit.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Actor">Who approves.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentApproval")]
public sealed record AdjustmentApproval([Id(0)] string Proposal, [Id(1)] string Actor);

/// <summary>How an adjustment ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustOutcome")]
public abstract record AdjustOutcome;

/// <summary>The points are posted, now or, for a repeated request, since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Adjusted")]
public sealed record Adjusted([Id(0)] AccountPosting Posting) : AdjustOutcome;

/// <summary>Nothing is posted yet: the points are beyond the program's limit and wait for a second admin.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustmentProposed")]
public sealed record AdjustmentProposed([Id(0)] AdjustmentProposal Proposal) : AdjustOutcome;

/// <summary>Nobody of this id has joined.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustMemberNotFound")]
public sealed record AdjustMemberNotFound : AdjustOutcome;

/// <summary>The balance does not cover what would be taken.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustBalanceTooLow")]
public sealed record AdjustBalanceTooLow([Id(0)] Points Balance, [Id(1)] Points Price) : AdjustOutcome;

/// <summary>The number of points is zero or beyond what one posting may move.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustOutOfRange")]
public sealed record AdjustOutOfRange([Id(0)] Points Min, [Id(1)] Points Max) : AdjustOutcome;

/// <summary>The request id was used for an adjustment with other input.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AdjustRequestReused")]
public sealed record AdjustRequestReused : AdjustOutcome;
