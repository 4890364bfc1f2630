namespace OrleansLoyalty.Mall;

/// <summary>Puts an item into the mall.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is.</param>
/// <param name="Price">Points for one, from 1.</param>
/// <param name="Stock">How many there are, from 0.</param>
/// <param name="Actor">Who adds it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AddMallItem")]
public sealed record AddMallItem(
    [Id(0)] string Name,
    [Id(1)] string? Description,
    [Id(2)] Points Price,
    [Id(3)] long Stock,
    [Id(4)] string Actor);

/// <summary>How adding ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AddOutcome")]
public abstract record AddOutcome;

/// <summary>The item is in the mall, now or, for a repeated request, since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ItemAdded")]
public sealed record ItemAdded([Id(0)] MallItemView Item) : AddOutcome;

/// <summary>The price or the stock is outside what an item may have.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AddOutOfRange")]
public sealed record AddOutOfRange(
    [Id(0)] string Field, [Id(1)] long Min, [Id(2)] long Max) : AddOutcome;

/// <summary>The request id was used to add an item with other input.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AddRequestReused")]
public sealed record AddRequestReused : AddOutcome;
