using System.Collections.Immutable;

namespace OrleansLoyalty.Insights;

/// <summary>Where an audit stands.</summary>
public enum AuditStatus
{
    /// <summary>It is about to begin, or behind another.</summary>
    Waiting = 1,

    /// <summary>It reads.</summary>
    Running = 2,

    /// <summary>Its report is there.</summary>
    Finished = 3,

    /// <summary>It ended by a fault and says nothing of the books.</summary>
    Failed = 4,
}

/// <summary>One run of the self-audit.</summary>
/// <param name="Id">Its id; that of a night is <c>nightly-2026-11-22</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="StartedAt">When it began to read.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="ToCheck">About how many postings there are to read.</param>
/// <param name="Postings">How many were read so far.</param>
/// <param name="Members">To how many accounts they belong; known at the end.</param>
/// <param name="Discrepancies">How much disagrees, a hundred at most.</param>
/// <param name="Sentences">What disagrees, a sentence each.</param>
/// <param name="Failure">By which fault it ended.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AuditView")]
public sealed record AuditView(
    [Id(0)] string Id,
    [Id(1)] AuditStatus Status,
    [Id(2)] string Actor,
    [Id(3)] DateTimeOffset RequestedAt,
    [Id(4)] DateTimeOffset? StartedAt,
    [Id(5)] DateTimeOffset? FinishedAt,
    [Id(6)] long ToCheck,
    [Id(7)] long Postings,
    [Id(8)] long Members,
    [Id(9)] int Discrepancies,
    [Id(10)] ImmutableArray<string> Sentences,
    [Id(11)] string? Failure);
