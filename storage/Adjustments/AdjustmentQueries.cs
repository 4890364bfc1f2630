using Npgsql;
using OrleansLoyalty.Adjustments;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;

namespace OrleansLoyalty.Storage.Adjustments;

/// <summary>Finds and lists proposals of adjustments.</summary>
public sealed class AdjustmentQueries(Database database)
{
    private const string Select =
        """
        select proposal.id, proposal.member_id, proposal.points, proposal.reason, proposal.actor, proposal.request_id,
               proposal.proposed_at, decision.is_approved, decision.reason, decision.actor, decision.decided_at
          from adjustment_proposals proposal
          left join adjustment_decisions decision on decision.proposal_id = proposal.id
        """;

    /// <summary>A proposal, or <see langword="null"/> when there is none of this id.</summary>
    public Task<AdjustmentProposal?> FindAsync(string id, CancellationToken cancellation = default) =>
        database.Application.RowAsync($"{Select} where proposal.id = $1", [id], Read, cancellation);

    /// <summary>A page of proposals, newest first. The key is (moment, id).</summary>
    /// <param name="isOpen">Only those that are open, or only those that are not; <see langword="null"/> for all.</param>
    /// <param name="window">Which page.</param>
    /// <param name="cancellation">Stops the query.</param>
    public Task<ListPage<AdjustmentProposal>> ListAsync(bool? isOpen, ListWindow window, CancellationToken cancellation) =>
        new KeysetQuery(Select, ["proposal.proposed_at", "proposal.id"], descending: true)
            .Where("(decision.proposal_id is null) = {0}", isOpen)
            .ReadAsync(database.Application, window, Read, cancellation);

    private static AdjustmentProposal Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        new MemberId(row.GetString(1)),
        new AdjustPoints(new Points(row.GetInt64(2)), row.GetString(3), row.GetString(4), new RequestId(row.GetString(5))),
        row.Moment(6),
        row.IsDBNull(7)
            ? null
            : new AdjustmentDecision(row.GetBoolean(7), row.Nullable<string>(8), row.GetString(9), row.Moment(10)));
}
