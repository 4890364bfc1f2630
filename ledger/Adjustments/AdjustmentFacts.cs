using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Adjustments;

/// <summary>An adjustment waits for a second admin.</summary>
public sealed record AdjustmentAsked(AdjustmentProposal Proposal) : Fact;

/// <summary>A second admin decided on an adjustment.</summary>
public sealed record AdjustmentDecided(string ProposalId, AdjustmentDecision Decision) : Fact;
