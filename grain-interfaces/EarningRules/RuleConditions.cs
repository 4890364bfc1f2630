using System.Collections.Immutable;

namespace OrleansLoyalty.EarningRules;

/// <summary>Whether it must be the member's birthday.</summary>
public enum BirthdayCondition
{
    /// <summary>It need not.</summary>
    Any = 1,

    /// <summary>The day itself; 29 February is kept on the 28th where there is none.</summary>
    Day = 2,

    /// <summary>The month.</summary>
    Month = 3,
}

/// <summary>What must hold beside the trigger. A part that is empty or null demands nothing; days are the program's.</summary>
/// <param name="Channels">Where the event came from; <c>own</c> is the program's own pages.</param>
/// <param name="Stores">The store it happened in.</param>
/// <param name="Subjects">What it was about: the product of a code, the name of a task.</param>
/// <param name="Products">The order has a line with one of these products, or the code is on one of them.</param>
/// <param name="Categories">The order has a line of one of these categories.</param>
/// <param name="Minimum">The least that was paid for the whole order.</param>
/// <param name="Maximum">The most that was paid for the whole order.</param>
/// <param name="FirstOrder">It is the member's first order.</param>
/// <param name="Tiers">The member's tier, by id.</param>
/// <param name="Tags">The member has one of these.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Weekdays">On these days of the week.</param>
/// <param name="DaysOfMonth">On these days of the month, 1 to 31.</param>
/// <param name="Birthday">It is the member's birthday.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleConditions")]
public sealed record RuleConditions(
    [Id(0)] ImmutableArray<string> Channels,
    [Id(1)] ImmutableArray<string> Stores,
    [Id(2)] ImmutableArray<string> Subjects,
    [Id(3)] ImmutableArray<string> Products,
    [Id(4)] ImmutableArray<string> Categories,
    [Id(5)] Money? Minimum,
    [Id(6)] Money? Maximum,
    [Id(7)] bool FirstOrder,
    [Id(8)] ImmutableArray<string> Tiers,
    [Id(9)] ImmutableArray<string> Tags,
    [Id(10)] DateOnly? From,
    [Id(11)] DateOnly? To,
    [Id(12)] ImmutableArray<DayOfWeek> Weekdays,
    [Id(13)] ImmutableArray<int> DaysOfMonth,
    [Id(14)] BirthdayCondition Birthday)
{
    /// <summary>The name by which rules know the program's own pages.</summary>
    public const string OwnChannel = "own";

    /// <summary>Nothing is demanded.</summary>
    public static readonly RuleConditions None = new(
        [], [], [], [], [], null, null, false, [], [], null, null, [], [], BirthdayCondition.Any);
}
