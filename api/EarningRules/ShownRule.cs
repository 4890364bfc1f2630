using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Api.EarningRules;

/// <summary>A text in the two languages of the pages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
[GraphQLName("LocalText")]
public sealed record ShownText(string Zh, string En)
{
    internal static ShownText From(LocalText text) => new(text.Zh, text.En);
}

/// <summary>One sentence of the program: when this happens under these conditions, it earns that.</summary>
/// <param name="Id">Its id; a campaign's rules have the campaign's id and a slash in front.</param>
/// <param name="Name">What people read.</param>
/// <param name="Triggers">What must happen.</param>
/// <param name="Conditions">What else must hold.</param>
/// <param name="Effect">What it earns.</param>
/// <param name="CapPerDay">The most that one member gets of it on one day.</param>
/// <param name="CapInAll">The most that one member gets of it ever.</param>
/// <param name="Stacking">How it goes with other rules of the same event.</param>
/// <param name="StackingGroup">The group of which the best applies.</param>
/// <param name="Priority">Which exclusive rule goes before which: the higher.</param>
/// <param name="CampaignId">The campaign it belongs to.</param>
/// <param name="ExtraMonths">How many months longer the points of its events live.</param>
[GraphQLName("Rule")]
public sealed record ShownRule(
    [property: ID] string Id,
    ShownText Name,
    IReadOnlyList<EarningEventKind> Triggers,
    ShownConditions Conditions,
    IShownEffect Effect,
    long? CapPerDay,
    long? CapInAll,
    StackingKind Stacking,
    string? StackingGroup,
    int Priority,
    [property: ID] string? CampaignId,
    int ExtraMonths)
{
    internal static ShownRule From(Rule rule) => new(
        rule.Id,
        ShownText.From(rule.Name),
        [.. rule.Triggers],
        ShownConditions.Of(rule.Conditions),
        ShownEffects.From(rule.Effect),
        rule.Caps.PerDay?.Value,
        rule.Caps.InAll?.Value,
        rule.Stacking.Kind,
        rule.Stacking.Group,
        rule.Stacking.Priority,
        rule.CampaignId,
        rule.ExtraMonths);
}

/// <summary>What must hold beside the trigger. A part that is null or empty demands nothing.</summary>
/// <param name="Channels">Where the event came from; own is the program's own pages.</param>
/// <param name="Stores">The store it happened in.</param>
/// <param name="Subjects">What it was about.</param>
/// <param name="Products">The order has a line with one of these, or the code is on one of them.</param>
/// <param name="Categories">The order has a line of one of these.</param>
/// <param name="MinimumFen">The least that was paid for the whole order, in fen.</param>
/// <param name="MaximumFen">The most that was paid for the whole order, in fen.</param>
/// <param name="FirstOrder">It is the member's first order.</param>
/// <param name="Tiers">The member's tier.</param>
/// <param name="Tags">The member has one of these.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Weekdays">On these days of the week.</param>
/// <param name="DaysOfMonth">On these days of the month.</param>
/// <param name="Birthday">It is the member's birthday.</param>
[GraphQLName("RuleConditions")]
public sealed record ShownConditions(
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> Stores,
    IReadOnlyList<string> Subjects,
    IReadOnlyList<string> Products,
    IReadOnlyList<string> Categories,
    long? MinimumFen,
    long? MaximumFen,
    bool FirstOrder,
    [property: ID] IReadOnlyList<string> Tiers,
    IReadOnlyList<string> Tags,
    string? From,
    string? To,
    IReadOnlyList<DayOfWeek> Weekdays,
    IReadOnlyList<int> DaysOfMonth,
    BirthdayCondition Birthday)
{
    internal static ShownConditions Of(RuleConditions conditions) => new(
        [.. conditions.Channels],
        [.. conditions.Stores],
        [.. conditions.Subjects],
        [.. conditions.Products],
        [.. conditions.Categories],
        conditions.Minimum?.MinorUnits,
        conditions.Maximum?.MinorUnits,
        conditions.FirstOrder,
        [.. conditions.Tiers],
        [.. conditions.Tags],
        Day(conditions.From),
        Day(conditions.To),
        [.. conditions.Weekdays],
        [.. conditions.DaysOfMonth],
        conditions.Birthday);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What a rule earns.</summary>
[UnionType("RuleEffect")]
public interface IShownEffect;

/// <summary>The same points every time.</summary>
/// <param name="Points">How many; 0 for a rule that only prolongs what others give.</param>
[ObjectType, GraphQLName("FixedPoints")]
public sealed record ShownFixedPoints(long Points) : IShownEffect;

/// <summary>Points in proportion to what was paid.</summary>
/// <param name="Points">How many.</param>
/// <param name="PerFen">For how much, in fen.</param>
/// <param name="Rounding">What becomes of a fraction of a point.</param>
/// <param name="ByLine">Whether each line is rounded for itself.</param>
/// <param name="Goods">Which lines count.</param>
[ObjectType, GraphQLName("PointsPerAmount")]
public sealed record ShownPointsPerAmount(
    long Points, long PerFen, Rounding Rounding, bool ByLine, ShownGoods Goods) : IShownEffect;

/// <summary>The points of the highest step reached.</summary>
/// <param name="Steps">Amounts and points, rising.</param>
/// <param name="Goods">Which lines count.</param>
[ObjectType, GraphQLName("AmountSteps")]
public sealed record ShownAmountSteps(IReadOnlyList<ShownAmountStep> Steps, ShownGoods Goods) : IShownEffect;

/// <summary>A step.</summary>
/// <param name="FromFen">From this amount on, in fen.</param>
/// <param name="Points">What is given.</param>
[GraphQLName("AmountStep")]
public sealed record ShownAmountStep(long FromFen, long Points);

/// <summary>What the program's own rules give, so many times. Two multipliers of one event add up.</summary>
/// <param name="Thousandths">The factor in thousandths.</param>
/// <param name="Rounding">What becomes of a fraction of a point.</param>
[ObjectType, GraphQLName("Multiplier")]
public sealed record ShownMultiplier(int Thousandths, Rounding Rounding) : IShownEffect;

/// <summary>Points for checking in day after day.</summary>
/// <param name="Steps">Days rising.</param>
/// <param name="CycleDays">After how many days the count begins anew; 0 for never.</param>
[ObjectType, GraphQLName("CheckInSteps")]
public sealed record ShownCheckInSteps(IReadOnlyList<ShownCheckInStep> Steps, int CycleDays) : IShownEffect;

/// <summary>A step.</summary>
/// <param name="Day">From this day of the streak on.</param>
/// <param name="Points">What is given each day.</param>
[GraphQLName("CheckInStep")]
public sealed record ShownCheckInStep(int Day, long Points);

/// <summary>Which lines of an order count; all of them when nothing is named.</summary>
/// <param name="Products">Lines with one of these products.</param>
/// <param name="Categories">Lines of one of these categories.</param>
/// <param name="Except">Whether the lines named are those that do not count.</param>
[GraphQLName("GoodsFilter")]
public sealed record ShownGoods(IReadOnlyList<string> Products, IReadOnlyList<string> Categories, bool Except)
{
    internal static ShownGoods From(GoodsFilter goods) => new([.. goods.Products], [.. goods.Categories], goods.Except);
}

/// <summary>Shows effects.</summary>
internal static class ShownEffects
{
    internal static IShownEffect From(RuleEffect effect) => effect switch
    {
        FixedPoints(var points) => new ShownFixedPoints(points.Value),
        PointsPerAmount(var points, var per, var rounding, var byLine, var goods) =>
            new ShownPointsPerAmount(points.Value, per.MinorUnits, rounding, byLine, ShownGoods.From(goods)),
        AmountSteps(var steps, var goods) => new ShownAmountSteps(
            [.. steps.Select(step => new ShownAmountStep(step.From.MinorUnits, step.Points.Value))], ShownGoods.From(goods)),
        Multiplier(var thousandths, var rounding) => new ShownMultiplier(thousandths, rounding),
        CheckInSteps(var steps, var cycle) => new ShownCheckInSteps(
            [.. steps.Select(step => new ShownCheckInStep(step.Day, step.Points.Value))], cycle),
        var other => throw new UnreachableException($"{other.GetType().Name} is not shown."),
    };
}
