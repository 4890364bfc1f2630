using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Insights;
using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Api.Insights;

/// <summary>One run of the self-audit: hash chains, balances, stock, and what must agree between tables.</summary>
/// <param name="Id">Its id; that of a night is nightly-2026-11-22.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="StartedAt">When it began to read.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="ToCheck">About how many postings there are to read.</param>
/// <param name="Postings">How many were read so far.</param>
/// <param name="Members">To how many accounts they belong; known at the end.</param>
/// <param name="Discrepancies">How much disagrees, a hundred at most. Nothing is ever repaired silently.</param>
/// <param name="Sentences">What disagrees, a sentence each.</param>
/// <param name="Failure">By which fault it ended without a report.</param>
[GraphQLName("Audit")]
public sealed record ShownAudit(
    [property: ID] string Id,
    AuditStatus Status,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    long ToCheck,
    long Postings,
    long Members,
    int Discrepancies,
    IReadOnlyList<string> Sentences,
    string? Failure)
{
    internal static ShownAudit From(AuditView audit) => new(
        audit.Id,
        audit.Status,
        audit.Actor,
        audit.RequestedAt,
        audit.StartedAt,
        audit.FinishedAt,
        audit.ToCheck,
        audit.Postings,
        audit.Members,
        audit.Discrepancies,
        [.. audit.Sentences],
        audit.Failure);
}

/// <summary>Reads audits.</summary>
[QueryType]
public static partial class AuditsQuery
{
    private static readonly ListCursors Cursors = new("audits", typeof(DateTimeOffset), typeof(string));

    /// <summary>The audits of the books, newest first: one every night, and those that admins asked for.</summary>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ShownAudit>> GetAuditsAsync(
        PagingArguments page, AuditTable audits, CancellationToken cancellation) =>
        Cursors.Connection(
            await audits.ListAsync(Cursors.Window(page), cancellation),
            ShownAudit.From,
            audit => [audit.RequestedAt, audit.Id]);

    /// <summary>An audit and how far it is; null when there is none of this id.</summary>
    /// <param name="id">Its id.</param>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ShownAudit?> GetAuditAsync([ID] string id, AuditTable audits, CancellationToken cancellation) =>
        await audits.FindAsync(BadInput.Text("id", id, 100), cancellation) is { } audit ? ShownAudit.From(audit) : null;
}

/// <summary>The audit that was asked for.</summary>
/// <param name="Audit">The audit, which may have been asked for by another and be on its way.</param>
public sealed record RunAuditPayload(ShownAudit Audit);

/// <summary>Asks for audits.</summary>
[MutationType]
public static partial class RunAuditMutation
{
    /// <summary>Audits the books now; ask for the audit to see how far it is. While one runs, it is answered in place of another.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<RunAuditPayload> RunAuditAsync(ClaimsPrincipal user, IGrainFactory grains) =>
        new(ShownAudit.From(await grains.GetGrain<IAuditGrain>(IAuditGrain.Key).Run(Acting.Subject(user))));
}
