using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Api.ProductCodes;

/// <summary>Codes that came together.</summary>
/// <param name="Id">The batch's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="PointsPerCode">What each code gives; null where the program's value holds.</param>
/// <param name="ImportedAt">When its codes came.</param>
/// <param name="Codes">How many codes it has.</param>
/// <param name="Claimed">How many of them are claimed; a moment behind.</param>
/// <param name="Product">The number of the product that they are printed on, when told.</param>
/// <param name="Category">The product's category, when told.</param>
public sealed record CodeBatch(
    [property: ID] string Id,
    string Name,
    long? PointsPerCode,
    DateTimeOffset ImportedAt,
    long Codes,
    long Claimed,
    string? Product,
    string? Category)
{
    internal static CodeBatch From(ListedBatch batch) => new(
        batch.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        batch.Name,
        batch.PointsPerCode,
        batch.ImportedAt,
        batch.Codes,
        batch.Claimed,
        batch.Product,
        batch.Category);
}

/// <summary>Loads the batches that one request shows, together.</summary>
public sealed class BatchById(BatchQueries batches, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<long, CodeBatch>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<long, CodeBatch>> LoadBatchAsync(
        IReadOnlyList<long> keys, CancellationToken cancellationToken) =>
        (await batches.FindAsync(keys, cancellationToken)).ToDictionary(row => row.Key, row => CodeBatch.From(row.Value));
}

/// <summary>Lists code batches.</summary>
[QueryType]
public static partial class CodeBatchesQuery
{
    private static readonly ListCursors Cursors = new("codeBatches", typeof(long));

    /// <summary>The batches of codes, newest first.</summary>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<CodeBatch>> GetCodeBatchesAsync(
        PagingArguments page, BatchQueries batches, CancellationToken cancellation) =>
        Cursors.Connection(
            await batches.ListAsync(Cursors.Window(page), cancellation), CodeBatch.From, row => [row.Id]);
}
