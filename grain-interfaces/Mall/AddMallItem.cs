namespace OrleansLoyalty.Mall;

/// <summary>Puts an item into the mall.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is.</param>
/// <param name="Price">Points for one, from 1.</param>
/// <param name="Stock">How many there are, from 0.</param>
/// <param name="Actor">Who adds it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AddMallItem")]
public sealed record AddMallItem(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Description,
    [property: Id(2)] Points Price,
    [property: Id(3)] long Stock,
    [property: Id(4)] string Actor);

/// <summary>How adding ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AddOutcome")]
public abstract record AddOutcome;

/// <summary>The item is in the mall, now or, for a repeated request, since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ItemAdded")]
public sealed record ItemAdded([property: Id(0)] MallItemView Item) : AddOutcome;

/// <summary>The price or the stock is outside what an item may have.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AddOutOfRange")]
public sealed record AddOutOfRange(
    [property: Id(0)] string Field, [property: Id(1)] long Min, [property: Id(2)] long Max) : AddOutcome;

/// <summary>The request id was used to add an item with other input.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AddRequestReused")]
public sealed record AddRequestReused : AddOutcome;
