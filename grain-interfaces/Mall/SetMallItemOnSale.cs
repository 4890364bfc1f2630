namespace OrleansLoyalty.Mall;

/// <summary>Puts an item on sale, or takes it off. Doing it again changes nothing.</summary>
/// <param name="OnSale">Whether members may redeem it from now on.</param>
/// <param name="Actor">Who decides so.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SetMallItemOnSale")]
public sealed record SetMallItemOnSale([Id(0)] bool OnSale, [Id(1)] string Actor);

/// <summary>How putting an item on or off sale ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SaleOutcome")]
public abstract record SaleOutcome;

/// <summary>The item is on or off sale as asked, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SaleSet")]
public sealed record SaleSet([Id(0)] MallItemView Item) : SaleOutcome;

/// <summary>There is no such item.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SaleItemNotFound")]
public sealed record SaleItemNotFound : SaleOutcome;
