using OrleansLoyalty.CodeImports;

namespace OrleansLoyalty.Storage.CodeImports;

/// <summary>Where the row of an import stands.</summary>
public enum ImportStage
{
    /// <summary>Its file is expected.</summary>
    Uploading,

    /// <summary>Its file is there.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Succeeded,

    /// <summary>Its file was bad.</summary>
    Failed,
}

/// <summary>How far the rows of a file are in.</summary>
public sealed record ImportCounts(long RowsRead, long Accepted, long Duplicates, long Rejected)
{
    /// <summary>Nothing yet.</summary>
    public static readonly ImportCounts None = new(0, 0, 0, 0);
}

/// <summary>An import as its row says.</summary>
/// <remarks>
/// RowsTotal is no column: whoever takes the file in looks through all of it first, and knows it from then on.
/// </remarks>
public sealed record CodeImportRow(
    string Id,
    ImportProductCodes Command,
    ImportStage Stage,
    long? BatchId,
    ImportCounts Counts,
    string? Problem,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long? RowsTotal = null);

/// <summary>A row of the file that gave no code.</summary>
public sealed record ImportRejection(long RowNumber, string Value, RejectReason Reason);

/// <summary>A stretch of the file: so many rows, some with a code, some without.</summary>
public sealed record ImportSlice(IReadOnlyList<string> Codes, IReadOnlyList<ImportRejection> Rejections)
{
    /// <summary>How many rows it covers.</summary>
    public int Rows => Codes.Count + Rejections.Count;

    /// <summary>
    /// Each of its codes once, sorted: two imports of the same codes wait for each other in one order. Made with the
    /// slice, so that nobody sorts while the database waits.
    /// </summary>
    internal IReadOnlyList<string> Distinct { get; } = SortedOnce(Codes);

    private static IReadOnlyList<string> SortedOnce(IReadOnlyList<string> codes)
    {
        var isSorted = true;
        for (var i = 1; i < codes.Count && isSorted; i++)
        {
            isSorted = string.CompareOrdinal(codes[i - 1], codes[i]) < 0;
        }

        return isSorted ? codes : [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
