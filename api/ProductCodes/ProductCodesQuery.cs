using System.Globalization;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Api.ProductCodes;

/// <summary>Where a product code stands.</summary>
public enum ProductCodeStatus
{
    /// <summary>It can be claimed.</summary>
    Active,

    /// <summary>A member has claimed it.</summary>
    Claimed,

    /// <summary>An admin ended it.</summary>
    Void,
}

/// <summary>The unique code printed on one item.</summary>
/// <param name="Code">The code.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="BatchId">Its batch.</param>
/// <param name="ImportedAt">When it came.</param>
/// <param name="ClaimedAt">When a member claimed it.</param>
/// <param name="ClaimedById">Who claimed it.</param>
/// <param name="Points">What the claim gave.</param>
public sealed record ProductCode(
    string Code,
    ProductCodeStatus Status,
    [property: GraphQLIgnore] long BatchId,
    DateTimeOffset ImportedAt,
    DateTimeOffset? ClaimedAt,
    [property: GraphQLIgnore] string? ClaimedById,
    long? Points)
{
    internal static ProductCode From(ListedCode code) => new(
        code.Code,
        (ProductCodeStatus)code.Status,
        code.BatchId,
        code.ImportedAt,
        code.ClaimedAt,
        code.MemberId,
        code.Points);
}

/// <summary>What a product code leads to.</summary>
[ObjectType<ProductCode>]
public static partial class ProductCodeNode
{
    /// <summary>The batch it was imported with.</summary>
    public static Task<CodeBatch> GetBatchAsync(
        [Parent] ProductCode code, BatchById batches, CancellationToken cancellation) =>
        batches.LoadRequiredAsync(code.BatchId, cancellation);

    /// <summary>The member who claimed it.</summary>
    public static async Task<Member?> GetClaimedByAsync(
        [Parent] ProductCode code, MemberById members, CancellationToken cancellation) =>
        code.ClaimedById is { } id ? await members.LoadAsync(id, cancellation) : null;
}

/// <summary>Which codes a list shows. A part that is left out does not narrow it.</summary>
/// <param name="Status">Only codes that stand there.</param>
/// <param name="BatchId">Only codes of this batch.</param>
/// <param name="CodeStartsWith">Only codes that begin so.</param>
/// <param name="ImportedFrom">Imported at this moment or later.</param>
/// <param name="ImportedTo">Imported before this moment.</param>
/// <param name="ClaimedFrom">Claimed at this moment or later.</param>
/// <param name="ClaimedTo">Claimed before this moment.</param>
/// <param name="MemberId">Only codes that this member claimed.</param>
public sealed record ProductCodeFilterInput(
    ProductCodeStatus? Status,
    [property: ID] string? BatchId,
    string? CodeStartsWith,
    DateTimeOffset? ImportedFrom,
    DateTimeOffset? ImportedTo,
    DateTimeOffset? ClaimedFrom,
    DateTimeOffset? ClaimedTo,
    [property: ID] string? MemberId)
{
    internal CodeFilter ToFilter() => new(
        (CodeStatus?)Status,
        BatchId is null ? null : ToBatchId(BatchId),
        CodeStartsWith,
        ImportedFrom,
        ImportedTo,
        ClaimedFrom,
        ClaimedTo,
        MemberId);

    // An id that no batch can have finds nothing, as any other id of no batch does.
    private static long ToBatchId(string id) => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>Finds and lists product codes.</summary>
[QueryType]
public static partial class ProductCodesQuery
{
    private static readonly Dictionary<CodeOrder, ListCursors> Cursors = Enum.GetValues<CodeOrder>()
        .ToDictionary(order => order, order => new ListCursors($"productCodes {order}", typeof(long), typeof(string)));

    /// <summary>One product code; null when nobody printed it.</summary>
    /// <param name="code">The code as printed, or the URL that a scanner read.</param>
    [Authorize(Roles = [Roles.Admin, Roles.Clerk])]
    public static async Task<ProductCode?> GetProductCodeAsync(
        string code, CodeQueries codes, CancellationToken cancellation) =>
        await codes.FindAsync(BadInput.Text("code", CodeText.Normalise(code), CodeText.MaxLength), cancellation)
            is { } found ? ProductCode.From(found) : null;

    /// <summary>Product codes, those of the newest batch first; those claimed, when asked for alone, by the latest claim.</summary>
    /// <param name="where">Which codes.</param>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ProductCode>> GetProductCodesAsync(
        ProductCodeFilterInput? where, PagingArguments page, CodeQueries codes, CancellationToken cancellation)
    {
        var filter = where?.ToFilter() ?? new CodeFilter();
        var cursors = Cursors[filter.Order];
        return cursors.Connection(
            await codes.ListAsync(filter, cursors.Window(page), cancellation),
            ProductCode.From,
            row => [row.BatchId, row.Code]);
    }
}
