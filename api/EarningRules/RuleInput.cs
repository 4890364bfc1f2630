using System.Collections.Immutable;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Api.EarningRules;

/// <summary>A rule. Everything is checked together, and refused together, when it is saved.</summary>
/// <param name="Id">Names it from version to version: its caps are remembered by it. Letters, digits, '-', '_', '.'.</param>
/// <param name="Name">What people read; at most 100 characters.</param>
/// <param name="Triggers">What must happen; at least one kind.</param>
/// <param name="Conditions">What else must hold, all of it.</param>
/// <param name="Effect">What it earns.</param>
/// <param name="Caps">The most that one member gets of it.</param>
/// <param name="Stacking">How it goes with other rules of the same event; left out, it adds.</param>
/// <param name="ExtraMonths">How many months longer the points of its events live: 0 to 120.</param>
public sealed record RuleInput(
    [property: ID] string Id,
    LocalTextInput Name,
    IReadOnlyList<EarningEventKind> Triggers,
    RuleConditionsInput? Conditions,
    RuleEffectInput Effect,
    RuleCapsInput? Caps,
    RuleStackingInput? Stacking,
    int? ExtraMonths)
{
    internal Rule Rule() => new(
        BadInput.Text("rules.id", Id, 200),
        Name.Text("rules.name"),
        [.. Triggers],
        Conditions?.Conditions() ?? RuleConditions.None,
        Effect.Effect(),
        new RuleCaps(Points(Caps?.PerDay), Points(Caps?.InAll)),
        Stacking is { } stacking ? new(stacking.Kind, stacking.Group, stacking.Priority ?? 0) : RuleStacking.Add,
        null,
        ExtraMonths ?? 0);

    private static Points? Points(long? points) => points is { } value ? new Points(value) : null;
}

/// <summary>A text in the two languages of the pages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record LocalTextInput(string Zh, string En)
{
    internal LocalText Text(string field) =>
        new(BadInput.Text($"{field}.zh", Zh, 1_000), BadInput.Text($"{field}.en", En, 1_000));
}

/// <summary>What must hold beside the trigger. A part that is left out or empty demands nothing.</summary>
/// <param name="Channels">Where the event came from; own is the program's own pages.</param>
/// <param name="Stores">The store it happened in.</param>
/// <param name="Subjects">What it was about: the batch of a code, such as batch:7, the name of a task.</param>
/// <param name="Products">The order has a line with one of these, or the code is on one of them.</param>
/// <param name="Categories">The order has a line of one of these, or the code is on a product of one of them.</param>
/// <param name="MinimumFen">The least that was paid for the whole order, in fen.</param>
/// <param name="MaximumFen">The most that was paid for the whole order, in fen.</param>
/// <param name="FirstOrder">It is the member's first order.</param>
/// <param name="Tiers">The member's tier.</param>
/// <param name="Tags">The member has one of these.</param>
/// <param name="From">The first day, such as 2026-11-11.</param>
/// <param name="To">The last day.</param>
/// <param name="Weekdays">On these days of the week.</param>
/// <param name="DaysOfMonth">On these days of the month, 1 to 31.</param>
/// <param name="Birthday">It is the member's birthday.</param>
public sealed record RuleConditionsInput(
    IReadOnlyList<string>? Channels,
    IReadOnlyList<string>? Stores,
    IReadOnlyList<string>? Subjects,
    IReadOnlyList<string>? Products,
    IReadOnlyList<string>? Categories,
    long? MinimumFen,
    long? MaximumFen,
    bool? FirstOrder,
    [property: ID] IReadOnlyList<string>? Tiers,
    IReadOnlyList<string>? Tags,
    string? From,
    string? To,
    IReadOnlyList<DayOfWeek>? Weekdays,
    IReadOnlyList<int>? DaysOfMonth,
    BirthdayCondition? Birthday)
{
    internal RuleConditions Conditions() => new(
        Texts(Channels),
        Texts(Stores),
        Texts(Subjects),
        Texts(Products),
        Texts(Categories),
        MinimumFen is { } minimum ? new Money(minimum) : null,
        MaximumFen is { } maximum ? new Money(maximum) : null,
        FirstOrder ?? false,
        Texts(Tiers),
        Texts(Tags),
        From is { } from ? BadInput.Day("conditions.from", from) : null,
        To is { } to ? BadInput.Day("conditions.to", to) : null,
        [.. Weekdays ?? []],
        [.. DaysOfMonth ?? []],
        Birthday ?? BirthdayCondition.Any);

    internal static ImmutableArray<string> Texts(IReadOnlyList<string>? values) =>
        [.. (values ?? []).Select(value => BadInput.Text("conditions", value, 1_000))];
}

/// <summary>What a rule earns: one of these.</summary>
/// <param name="Fixed">The same points every time.</param>
/// <param name="PerAmount">Points in proportion to what was paid.</param>
/// <param name="Steps">The points of the highest step reached.</param>
/// <param name="Multiplier">What the program's own rules give, so many times.</param>
/// <param name="CheckIn">Points for checking in day after day.</param>
[OneOf]
public sealed record RuleEffectInput(
    FixedPointsInput? Fixed,
    PointsPerAmountInput? PerAmount,
    AmountStepsInput? Steps,
    MultiplierInput? Multiplier,
    CheckInStepsInput? CheckIn)
{
    internal RuleEffect Effect() => this switch
    {
        { Fixed: { } effect } => new FixedPoints(new Points(effect.Points)),
        { PerAmount: { } effect } => new PointsPerAmount(
            new Points(effect.Points),
            new Money(effect.PerFen),
            effect.Rounding ?? Rounding.Floor,
            effect.ByLine ?? false,
            GoodsFilterInput.Goods(effect.Goods)),
        { Steps: { } effect } => new AmountSteps(
            [.. effect.Steps.Select(step => new AmountStep(new Money(step.FromFen), new Points(step.Points)))],
            GoodsFilterInput.Goods(effect.Goods)),
        { Multiplier: { } effect } => new Multiplier(effect.Thousandths, effect.Rounding ?? Rounding.Floor),
        { CheckIn: { } effect } => new CheckInSteps(
            [.. effect.Steps.Select(step => new CheckInStep(step.Day, new Points(step.Points)))], effect.CycleDays ?? 0),
        _ => throw BadInput.Error("effect", "must be one of them"),
    };
}

/// <summary>The same points every time.</summary>
/// <param name="Points">From 1; 0 for a rule that only prolongs what others give.</param>
public sealed record FixedPointsInput(long Points);

/// <summary>Points in proportion to what was paid.</summary>
/// <param name="Points">How many, from 1.</param>
/// <param name="PerFen">For how much, in fen: 100 for each yuan, 200 for each two.</param>
/// <param name="Rounding">What becomes of a fraction of a point; left out, it is dropped.</param>
/// <param name="ByLine">Whether each line is rounded for itself.</param>
/// <param name="Goods">Which lines count; all when left out.</param>
public sealed record PointsPerAmountInput(
    long Points, long PerFen, Rounding? Rounding, bool? ByLine, GoodsFilterInput? Goods);

/// <summary>The points of the highest step reached.</summary>
/// <param name="Steps">Amounts and points, both rising.</param>
/// <param name="Goods">Which lines count; all when left out.</param>
public sealed record AmountStepsInput(IReadOnlyList<AmountStepInput> Steps, GoodsFilterInput? Goods);

/// <summary>A step.</summary>
/// <param name="FromFen">From this amount on, in fen.</param>
/// <param name="Points">What is given.</param>
public sealed record AmountStepInput(long FromFen, long Points);

/// <summary>What the program's own rules give, so many times.</summary>
/// <param name="Thousandths">The factor in thousandths, 1,001 to 100,000: 1500 is 1.5.</param>
/// <param name="Rounding">What becomes of a fraction of a point; left out, it is dropped.</param>
public sealed record MultiplierInput(int Thousandths, Rounding? Rounding);

/// <summary>Points for checking in day after day.</summary>
/// <param name="Steps">Days rising.</param>
/// <param name="CycleDays">After how many days the count begins anew; 0 or left out for never.</param>
public sealed record CheckInStepsInput(IReadOnlyList<CheckInStepInput> Steps, int? CycleDays);

/// <summary>A step.</summary>
/// <param name="Day">From this day of the streak on.</param>
/// <param name="Points">What is given each day.</param>
public sealed record CheckInStepInput(int Day, long Points);

/// <summary>Which lines of an order count.</summary>
/// <param name="Products">Lines with one of these products.</param>
/// <param name="Categories">Lines of one of these categories.</param>
/// <param name="Except">Whether the lines named are those that do not count.</param>
public sealed record GoodsFilterInput(IReadOnlyList<string>? Products, IReadOnlyList<string>? Categories, bool? Except)
{
    internal static GoodsFilter Goods(GoodsFilterInput? goods) => goods is null
        ? GoodsFilter.All
        : new(RuleConditionsInput.Texts(goods.Products), RuleConditionsInput.Texts(goods.Categories), goods.Except ?? false);
}

/// <summary>The most that one member gets of a rule.</summary>
/// <param name="PerDay">On one day.</param>
/// <param name="InAll">Ever.</param>
public sealed record RuleCapsInput(long? PerDay, long? InAll);

/// <summary>How a rule goes with others of the same event.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Group">The group of which the best applies.</param>
/// <param name="Priority">Which exclusive rule goes before which: the higher.</param>
public sealed record RuleStackingInput(StackingKind Kind, string? Group, int? Priority);
