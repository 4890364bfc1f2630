using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.Verification;

/// <summary>What must hold of adjustments that needed two admins.</summary>
internal static class AdjustmentAgreements
{
    internal static readonly IReadOnlyList<(string Query, string Sentence)> All =
    [
        (
            $"""
            select proposal.id, proposal.member_id
              from adjustment_decisions decision
              join adjustment_proposals proposal on proposal.id = decision.proposal_id
              left join postings posting on posting.member_id = proposal.member_id and posting.request_id = proposal.id
             where decision.is_approved
               and (posting.seq is null or posting.kind <> {(short)PostingKind.Adjustment} or posting.points <> proposal.points)
            """,
            "Adjustment {0} of member {1} is approved and has no posting of the same points."),
        (
            """
            select proposal.id, proposal.member_id, posting.seq
              from adjustment_proposals proposal
              join postings posting on posting.member_id = proposal.member_id and posting.request_id = proposal.id
              left join adjustment_decisions decision on decision.proposal_id = proposal.id
             where decision.is_approved is distinct from true
            """,
            "Adjustment {0} of member {1} is not approved and has posting {2}."),
        (
            """
            select proposal.id, decision.actor
              from adjustment_proposals proposal
              join adjustment_decisions decision on decision.proposal_id = proposal.id
             where decision.is_approved and decision.actor = proposal.actor
            """,
            "Adjustment {0} was proposed and approved by the same admin {1}."),
        (
            """
            select decision.proposal_id
              from adjustment_decisions decision
              left join adjustment_proposals proposal on proposal.id = decision.proposal_id
             where proposal.id is null
            """,
            "There is a decision on adjustment {0}, which nobody proposed."),
    ];
}
