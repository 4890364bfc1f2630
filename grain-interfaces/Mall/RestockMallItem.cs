namespace OrleansLoyalty.Mall;

/// <summary>Adds to an item's stock.</summary>
/// <param name="Quantity">How many more, from 1.</param>
/// <param name="Actor">Who adds them.</param>
/// <param name="Request">The actor's name for this restocking.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RestockMallItem")]
public sealed record RestockMallItem(
    [Id(0)] long Quantity, [Id(1)] string Actor, [Id(2)] RequestId Request);

/// <summary>How restocking ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RestockOutcome")]
public abstract record RestockOutcome;

/// <summary>The stock is in, now or, for a repeated request, since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Restocked")]
public sealed record Restocked([Id(0)] MallItemView Item) : RestockOutcome;

/// <summary>There is no such item.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RestockItemNotFound")]
public sealed record RestockItemNotFound : RestockOutcome;

/// <summary>The quantity is outside what one restocking may add.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RestockOutOfRange")]
public sealed record RestockOutOfRange([Id(0)] long Min, [Id(1)] long Max) : RestockOutcome;

/// <summary>The request id was used for a restocking with other input.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RestockRequestReused")]
public sealed record RestockRequestReused : RestockOutcome;
