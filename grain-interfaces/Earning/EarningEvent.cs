using System.Collections.Immutable;

namespace OrleansLoyalty.Earning;

/// <summary>What a member did that may earn points.</summary>
public enum EarningEventKind
{
    /// <summary>An order was paid.</summary>
    OrderPaid = 1,

    /// <summary>A product code was claimed.</summary>
    CodeClaimed = 2,

    /// <summary>The member joined.</summary>
    Registration = 3,

    /// <summary>The member's profile is complete.</summary>
    ProfileCompleted = 4,

    /// <summary>The member checked in for the day.</summary>
    CheckIn = 5,

    /// <summary>The member shared something.</summary>
    Share = 6,

    /// <summary>Somebody the member invited joined.</summary>
    FriendRegistered = 7,

    /// <summary>Somebody the member invited placed their first order.</summary>
    FriendOrdered = 8,

    /// <summary>The member reviewed a product or wrote a post.</summary>
    Review = 9,

    /// <summary>The member answered a survey or did another task.</summary>
    Task = 10,

    /// <summary>The member visited a store.</summary>
    StoreVisit = 11,
}

/// <summary>Something that may earn points, as the rules see it.</summary>
/// <param name="Key">Its natural key, such as <c>tmall:order:20261122-1</c>: sent twice, it counts once.</param>
/// <param name="Kind">What happened.</param>
/// <param name="OccurredAt">When; decides which rules hold.</param>
/// <param name="Channel">Where it came from, such as <c>tmall</c>; <see langword="null"/> for the program's own pages.</param>
/// <param name="Store">The store, when it happened in one.</param>
/// <param name="Subject">What it was about when it has no lines: the product of a code, the name of a task.</param>
/// <param name="Lines">What was bought; empty unless it is an order.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EarningEvent")]
public sealed record EarningEvent(
    [Id(0)] string Key,
    [Id(1)] EarningEventKind Kind,
    [Id(2)] DateTimeOffset OccurredAt,
    [Id(3)] string? Channel,
    [Id(4)] string? Store,
    [Id(5)] string? Subject,
    [Id(6)] ImmutableArray<EarningLine> Lines)
{
    /// <summary>What was paid in all.</summary>
    public Money Amount => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
}

/// <summary>One line of an order.</summary>
/// <param name="Line">Its name within the order, such as <c>1</c>.</param>
/// <param name="Product">The product's number.</param>
/// <param name="Category">The product's category, when told.</param>
/// <param name="Quantity">How many, at least 1.</param>
/// <param name="Amount">What was paid for all of them together, never negative.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EarningLine")]
public sealed record EarningLine(
    [Id(0)] string Line,
    [Id(1)] string Product,
    [Id(2)] string? Category,
    [Id(3)] int Quantity,
    [Id(4)] Money Amount);
