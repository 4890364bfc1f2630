namespace OrleansLoyalty.CodeImports;

/// <summary>Where an import stands.</summary>
public enum CodeImportStatus
{
    /// <summary>It is being read, or waits to go on after a crash.</summary>
    Running,

    /// <summary>Every row was read; the new codes are active.</summary>
    Succeeded,

    /// <summary>The file turned out to be bad; nothing of it was taken.</summary>
    Failed,
}

/// <summary>An import as it stands.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Version">Differs whenever anything else here does; its value means nothing.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="BatchId">The batch of the new codes; <see langword="null"/> while there is none.</param>
/// <param name="RowsRead">Rows that held something, so far.</param>
/// <param name="Accepted">New codes.</param>
/// <param name="Duplicates">Codes that the file or the database had before.</param>
/// <param name="Rejected">Rows without a code.</param>
/// <param name="Problem">Why it failed: one sentence.</param>
/// <param name="StartedAt">When the file was there.</param>
/// <param name="FinishedAt">When it succeeded or failed.</param>
/// <param name="RowsTotal">Rows that hold something; <see langword="null"/> until the file was looked through.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CodeImportView")]
public sealed record CodeImportView(
    [Id(0)] string Id,
    [Id(1)] long Version,
    [Id(2)] CodeImportStatus Status,
    [Id(3)] long? BatchId,
    [Id(4)] long RowsRead,
    [Id(5)] long Accepted,
    [Id(6)] long Duplicates,
    [Id(7)] long Rejected,
    [Id(8)] string? Problem,
    [Id(9)] DateTimeOffset StartedAt,
    [Id(10)] DateTimeOffset? FinishedAt,
    [Id(11)] long? RowsTotal);
