using System.Collections.Immutable;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>One sentence of the program: when this happens under these conditions, it earns that.</summary>
/// <param name="Id">Names the rule within its rule set, from version to version: its caps are remembered by it. 1 to 64
/// letters, digits, '-', '_' or '.'; a campaign's rules have the campaign's id and a '/' in front once published.</param>
/// <param name="Name">What people read.</param>
/// <param name="Triggers">What must happen; at least one kind.</param>
/// <param name="Conditions">What else must hold; all of it.</param>
/// <param name="Effect">What it earns.</param>
/// <param name="Caps">The most that one member gets of it.</param>
/// <param name="Stacking">How it goes with other rules of the same event.</param>
/// <param name="CampaignId">The campaign it belongs to, whose time and audience are conditions as well and whose budget
/// pays; <see langword="null"/> for a rule of the program itself.</param>
/// <param name="ExtraMonths">How many months longer than the policy says live the points of an event for which this rule
/// gave something; 0 to 120.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Rule")]
public sealed record Rule(
    [Id(0)] string Id,
    [Id(1)] LocalText Name,
    [Id(2)] ImmutableArray<EarningEventKind> Triggers,
    [Id(3)] RuleConditions Conditions,
    [Id(4)] RuleEffect Effect,
    [Id(5)] RuleCaps Caps,
    [Id(6)] RuleStacking Stacking,
    [Id(7)] string? CampaignId,
    [Id(8)] int ExtraMonths)
{
    /// <summary>The longest id.</summary>
    public const int MaxId = 64;

    /// <summary>The longest name.</summary>
    public const int MaxName = 100;

    /// <summary>A rule without conditions, caps or company.</summary>
    public static Rule Of(string id, string name, EarningEventKind trigger, RuleEffect effect) => new(
        id,
        new LocalText(name, name),
        [trigger],
        RuleConditions.None,
        effect,
        RuleCaps.None,
        RuleStacking.Add,
        null,
        0);
}

/// <summary>A text in the two languages of the pages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
[GenerateSerializer, Immutable, Alias("loyalty.LocalText")]
public sealed record LocalText([Id(0)] string Zh, [Id(1)] string En);

/// <summary>The most that one member gets of a rule; what is over it is not given.</summary>
/// <param name="PerDay">On one day of the program's time zone; <see langword="null"/> for no such cap.</param>
/// <param name="InAll">Ever; <see langword="null"/> for no such cap.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleCaps")]
public sealed record RuleCaps([Id(0)] Points? PerDay, [Id(1)] Points? InAll)
{
    /// <summary>No caps.</summary>
    public static readonly RuleCaps None = new(null, null);

}

/// <summary>How a rule goes with others that one event sets off.</summary>
public enum StackingKind
{
    /// <summary>It adds to whatever else applies.</summary>
    Add = 1,

    /// <summary>Of its group the rule that gives most applies, and of equals the first.</summary>
    BestOf = 2,

    /// <summary>When it gives something, no other rule does; of several such rules the one of highest priority.</summary>
    Exclusive = 3,
}

/// <summary>How a rule goes with others.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Group">The group of which the best applies; else <see langword="null"/>.</param>
/// <param name="Priority">Which exclusive rule goes before which: the higher; else 0.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RuleStacking")]
public sealed record RuleStacking([Id(0)] StackingKind Kind, [Id(1)] string? Group, [Id(2)] int Priority)
{
    /// <summary>Adds to whatever else applies.</summary>
    public static readonly RuleStacking Add = new(StackingKind.Add, null, 0);

    /// <summary>The best of a group.</summary>
    public static RuleStacking BestOf(string group) => new(StackingKind.BestOf, group, 0);

    /// <summary>Alone.</summary>
    public static RuleStacking Exclusive(int priority) => new(StackingKind.Exclusive, null, priority);
}
