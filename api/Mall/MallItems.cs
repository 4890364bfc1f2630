using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Mall;
using OrleansLoyalty.Storage.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>What points can be exchanged for.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is.</param>
/// <param name="Price">Points for one.</param>
/// <param name="Stock">How many can still be redeemed.</param>
/// <param name="OnSale">Whether members may redeem it.</param>
/// <param name="PictureUrl">Where its picture is; null while it has none. The address changes with the picture.</param>
[GraphQLName("MallItem")]
public sealed record ShownItem(
    [property: ID] string Id, string Name, string? Description, long Price, long Stock, bool OnSale, string? PictureUrl)
{
    internal static ShownItem From(MallItemView item) =>
        new(
            item.Id,
            item.Name,
            item.Description,
            item.Price.Value,
            item.Stock,
            item.OnSale,
            item.PictureId is { } picture ? PictureFiles.Address(picture) : null);
}

/// <summary>Loads the items that one request shows, together.</summary>
public sealed class MallItemById(MallItemQueries items, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, ShownItem>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, ShownItem>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        (await items.FindAsync(keys, cancellationToken)).ToDictionary(row => row.Key, row => ShownItem.From(row.Value));
}

/// <summary>Finds and lists the mall's items.</summary>
[QueryType]
public static partial class MallItemQuery
{
    private static readonly ListCursors Cursors = new("mallItems", typeof(DateTimeOffset), typeof(string));

    /// <summary>One item; null when there is none of this id, or none that members may see.</summary>
    /// <param name="id">The item's id.</param>
    [Authorize]
    public static async Task<ShownItem?> GetMallItemAsync(
        [ID] string id, ClaimsPrincipal user, MallItemById items, CancellationToken cancellation) =>
        await items.LoadAsync(BadInput.Text("id", id, 100), cancellation) is { } item && (item.OnSale || Acting.IsStaff(user))
            ? item
            : null;

    /// <summary>The mall's items, oldest first. Members see those on sale.</summary>
    [UsePaging]
    [Authorize]
    public static async Task<Connection<ShownItem>> GetMallItemsAsync(
        PagingArguments page, ClaimsPrincipal user, MallItemQueries items, CancellationToken cancellation) =>
        Cursors.Connection(
            await items.ListAsync(
                !Acting.IsStaff(user), Cursors.Window(page), cancellation),
            row => ShownItem.From(row.Item),
            row => [row.AddedAt, row.Item.Id]);
}
