namespace OrleansLoyalty.Mall;

/// <summary>An item of the mall.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is.</param>
/// <param name="Price">Points for one.</param>
/// <param name="Stock">How many can still be redeemed.</param>
/// <param name="OnSale">Whether members may redeem it.</param>
/// <param name="PictureId">Its picture, if it has one.</param>
[GenerateSerializer, Immutable, Alias("loyalty.MallItemView")]
public sealed record MallItemView(
    [Id(0)] string Id,
    [Id(1)] string Name,
    [Id(2)] string? Description,
    [Id(3)] Points Price,
    [Id(4)] long Stock,
    [Id(5)] bool OnSale,
    [Id(6)] string? PictureId = null);
