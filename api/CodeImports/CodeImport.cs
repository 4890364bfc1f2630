using System.Runtime.CompilerServices;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.ProductCodes;
using OrleansLoyalty.CodeImports;

namespace OrleansLoyalty.Api.CodeImports;

/// <summary>An import of product codes.</summary>
/// <param name="Id">The import's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="BatchId">The batch of its codes.</param>
/// <param name="RowsRead">Rows that held something, so far.</param>
/// <param name="Accepted">New codes.</param>
/// <param name="Duplicates">Codes that the file or the system had before.</param>
/// <param name="Rejected">Rows without a code.</param>
/// <param name="Problem">Why it failed: one sentence.</param>
/// <param name="StartedAt">When the file was there.</param>
/// <param name="FinishedAt">When it succeeded or failed.</param>
/// <param name="RowsTotal">Rows that hold something; null until the file was looked through.</param>
public sealed record CodeImport(
    [property: ID] string Id,
    CodeImportStatus Status,
    [property: GraphQLIgnore] long? BatchId,
    long RowsRead,
    long Accepted,
    long Duplicates,
    long Rejected,
    string? Problem,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long? RowsTotal)
{
    /// <summary>Where the rejected rows can be downloaded as .xlsx; null while it runs and when there are none.</summary>
    public string? RejectedRowsUrl => Rejected > 0 && FinishedAt is not null ? ImportDownloads.RejectedRows(Id) : null;

    internal static CodeImport From(CodeImportView import) => new(
        import.Id,
        import.Status,
        import.BatchId,
        import.RowsRead,
        import.Accepted,
        import.Duplicates,
        import.Rejected,
        import.Problem,
        import.StartedAt.ToUniversalTime(),
        import.FinishedAt?.ToUniversalTime(),
        import.RowsTotal);
}

/// <summary>What an import leads to.</summary>
[ObjectType<CodeImport>]
public static partial class CodeImportNode
{
    /// <summary>The batch of its codes; null before the first new one.</summary>
    public static async Task<CodeBatch?> GetBatchAsync(
        [Parent] CodeImport import, BatchById batches, CancellationToken cancellation) =>
        import.BatchId is { } id ? await batches.LoadAsync(id, cancellation) : null;
}

/// <summary>Finds imports.</summary>
[QueryType]
public static partial class CodeImportQuery
{
    /// <summary>An import as it stands; null when none of this id was started.</summary>
    /// <param name="id">The import's id.</param>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<CodeImport?> GetCodeImportAsync([ID] string id, IGrainFactory grains) =>
        CodeImportId.IsOne(id) && await grains.GetGrain<ICodeImportGrain>(id).View() is { } import
            ? CodeImport.From(import)
            : null;
}

/// <summary>Follows imports.</summary>
[SubscriptionType]
public static partial class CodeImportProgressSubscription
{
    /// <summary>An import: now, whenever more of it is in, and when it has ended, with which the subscription ends.</summary>
    /// <param name="id">The import's id.</param>
    [Subscribe(With = nameof(FollowAsync))]
    [Authorize(Roles = [Roles.Admin], Apply = ApplyPolicy.Validation)]
    public static CodeImport CodeImportProgress([EventMessage] CodeImport import, [ID] string id) => import;

    private static async IAsyncEnumerable<CodeImport> FollowAsync(
        [ID] string id, IGrainFactory grains, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!CodeImportId.IsOne(id))
        {
            yield break;
        }

        var import = grains.GetGrain<ICodeImportGrain>(id);
        var shown = 0L;
        while (await import.ViewAfter(shown, cancellation).WaitAsync(cancellation) is { } view)
        {
            if (view.Version != shown)
            {
                shown = view.Version;
                yield return CodeImport.From(view);
            }

            if (view.Status != CodeImportStatus.Running)
            {
                yield break;
            }
        }
    }
}
