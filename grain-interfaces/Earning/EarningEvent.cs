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
/// <param name="Subject">What it was about: the batch of a code, such as <c>batch:7</c>, the name of a task.</param>
/// <param name="Lines">What was bought; of a claimed code one line without an amount, when its product is known.</param>
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
    /// <summary>A claimed code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="batchId">The batch it was imported with.</param>
    /// <param name="product">What it is printed on, when told.</param>
    /// <param name="category">The category of that, when told.</param>
    /// <param name="at">When.</param>
    public static EarningEvent OfCode(string code, long batchId, string? product, string? category, DateTimeOffset at) => new(
        $"code:{code}",
        EarningEventKind.CodeClaimed,
        at,
        null,
        null,
        $"batch:{batchId}",
        product is null && category is null ? [] : [new EarningLine("code", product ?? "", category, 1, Money.Zero)]);

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
