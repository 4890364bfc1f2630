namespace OrleansLoyalty.Mall;

/// <summary>An item of the mall.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is.</param>
/// <param name="Price">Points for one.</param>
/// <param name="Stock">How many can still be redeemed.</param>
/// <param name="OnSale">Whether members may redeem it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.MallItemView")]
public sealed record MallItemView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Description,
    [property: Id(3)] Points Price,
    [property: Id(4)] long Stock,
    [property: Id(5)] bool OnSale);
