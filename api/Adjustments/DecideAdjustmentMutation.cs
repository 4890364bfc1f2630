using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Adjustments;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;

namespace OrleansLoyalty.Api.Adjustments;

/// <summary>Which proposal to approve.</summary>
/// <param name="ProposalId">The proposal.</param>
public sealed record ApproveAdjustmentInput([property: ID] string ProposalId);

/// <summary>Which proposal to reject, and why.</summary>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Reason">For who proposed it; at most 500 characters.</param>
public sealed record RejectAdjustmentInput([property: ID] string ProposalId, string Reason);

/// <summary>What became of a proposal, or why nothing did.</summary>
/// <param name="Proposal">The proposal as it is now.</param>
/// <param name="Posting">The posting, when it was approved.</param>
/// <param name="Errors">Why not.</param>
public sealed record DecideAdjustmentPayload(
    ShownAdjustmentProposal? Proposal, Posting? Posting, IReadOnlyList<IDecideAdjustmentError>? Errors);

/// <summary>Why a proposal was not decided.</summary>
[UnionType("DecideAdjustmentError")]
public interface IDecideAdjustmentError : IRefusal;

/// <summary>There is no such proposal.</summary>
/// <param name="ProposalId">The id as it was sent.</param>
[ObjectType]
public sealed record AdjustmentProposalNotFoundError([property: ID] string ProposalId) : IDecideAdjustmentError
{
    /// <inheritdoc/>
    public string Message => "There is no such proposal.";
}

/// <summary>Who proposed an adjustment cannot approve it.</summary>
/// <param name="ProposedBy">Who proposed it.</param>
[ObjectType]
public sealed record SecondAdminNeededError(string ProposedBy) : IDecideAdjustmentError
{
    /// <inheritdoc/>
    public string Message => $"{ProposedBy} proposed this adjustment; another admin must approve it.";
}

/// <summary>It was decided the other way.</summary>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Approved">Whether it was approved.</param>
[ObjectType]
public sealed record AdjustmentDecidedError(string DecidedBy, DateTimeOffset DecidedAt, bool Approved) : IDecideAdjustmentError
{
    /// <inheritdoc/>
    public string Message => $"{DecidedBy} has {(Approved ? "approved" : "rejected")} this adjustment already.";
}

/// <summary>Decides on adjustments.</summary>
[MutationType]
public static partial class DecideAdjustmentMutation
{
    /// <summary>Posts a proposed adjustment. Whoever proposed it cannot approve it; approved again, it answers the same.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<DecideAdjustmentPayload> ApproveAdjustmentAsync(
        ApproveAdjustmentInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var id = BadInput.Text("proposalId", input.ProposalId, 100);
        return Payload(id, await grains.GetGrain<IAdjustmentGrain>(id).Approve(Acting.Subject(user)));
    }

    /// <summary>Ends a proposal without posting; whoever proposed it may as well.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<DecideAdjustmentPayload> RejectAdjustmentAsync(
        RejectAdjustmentInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var id = BadInput.Text("proposalId", input.ProposalId, 100);
        var reason = BadInput.Text("reason", input.Reason, 500);
        return Payload(id, await grains.GetGrain<IAdjustmentGrain>(id).Reject(Acting.Subject(user), reason));
    }

    private static DecideAdjustmentPayload Payload(string id, DecideAdjustmentOutcome outcome) => outcome switch
    {
        AdjustmentApproved(var proposal, var posting) =>
            new(ShownAdjustmentProposal.From(proposal), Posting.From(posting), null),
        AdjustmentRejected(var proposal) => new(ShownAdjustmentProposal.From(proposal), null, null),
        AdjustmentProposalNotFound => Refused(new AdjustmentProposalNotFoundError(id)),
        AdjustmentNeedsAnother(var proposedBy) => Refused(new SecondAdminNeededError(proposedBy)),
        AdjustmentDecidedBefore(var decision) =>
            Refused(new AdjustmentDecidedError(decision.Actor, decision.DecidedAt, decision.IsApproved)),
        ApprovedBalanceTooLow(var balance, var price) =>
            Refused(new Mall.InsufficientPointsError(balance.Value, price.Value)),
        var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
    };

    private static DecideAdjustmentPayload Refused(IDecideAdjustmentError error) => new(null, null, [error]);
}
