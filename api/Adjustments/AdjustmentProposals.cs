using OrleansLoyalty.Adjustments;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Storage.Adjustments;

namespace OrleansLoyalty.Api.Adjustments;

/// <summary>Where a proposal stands.</summary>
public enum AdjustmentProposalStatus
{
    /// <summary>It waits for a second admin.</summary>
    Open = 1,

    /// <summary>The points are posted.</summary>
    Approved = 2,

    /// <summary>Nothing was posted, and nothing will be.</summary>
    Rejected = 3,
}

/// <summary>An adjustment beyond the program's limit.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Points">Points in, or out when negative.</param>
/// <param name="Reason">Why, as who proposed it said.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="DecidedBy">Who decided; null while it is open.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReason">Why it was rejected.</param>
[GraphQLName("AdjustmentProposal")]
public sealed record ShownAdjustmentProposal(
    [property: ID] string Id,
    AdjustmentProposalStatus Status,
    long Points,
    string Reason,
    string ProposedBy,
    DateTimeOffset ProposedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReason)
{
    /// <summary>Shown as a member.</summary>
    [GraphQLIgnore]
    public string MemberId { get; private init; } = "";

    internal static ShownAdjustmentProposal From(AdjustmentProposal proposal) => new(
        proposal.Id,
        proposal.Decision switch
        {
            null => AdjustmentProposalStatus.Open,
            { IsApproved: true } => AdjustmentProposalStatus.Approved,
            _ => AdjustmentProposalStatus.Rejected,
        },
        proposal.Adjustment.Points.Value,
        proposal.Adjustment.Reason,
        proposal.Adjustment.Actor,
        proposal.ProposedAt,
        proposal.Decision?.Actor,
        proposal.Decision?.DecidedAt,
        proposal.Decision?.Reason)
    {
        MemberId = proposal.Member.Value,
    };
}

/// <summary>Whose points a proposal moves.</summary>
[ObjectType<ShownAdjustmentProposal>]
public static partial class AdjustmentProposalNode
{
    /// <summary>Whose points.</summary>
    public static Task<Member?> GetMemberAsync(
        [Parent] ShownAdjustmentProposal proposal, MemberById members, CancellationToken cancellation) =>
        members.LoadAsync(proposal.MemberId, cancellation);
}

/// <summary>Lists proposals.</summary>
[QueryType]
public static partial class AdjustmentProposalsQuery
{
    private static readonly ListCursors Cursors = new("adjustmentProposals", typeof(DateTimeOffset), typeof(string));

    /// <summary>Adjustments beyond the program's limit, newest first.</summary>
    /// <param name="open">Only those that wait for a second admin, or only those that do not; all when left out.</param>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ShownAdjustmentProposal>> GetAdjustmentProposalsAsync(
        bool? open, PagingArguments page, AdjustmentQueries proposals, CancellationToken cancellation) =>
        Cursors.Connection(
            await proposals.ListAsync(open, Cursors.Window(page), cancellation),
            ShownAdjustmentProposal.From,
            proposal => [proposal.ProposedAt, proposal.Id]);
}
