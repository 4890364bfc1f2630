using System.Collections.Immutable;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>Asks what an event would earn.</summary>
/// <param name="Event">What would happen.</param>
/// <param name="Standing">The member, real or made up.</param>
/// <param name="Given">What the event gives by itself, such as a code's own points.</param>
/// <param name="WithDraft">By the draft, together with the campaigns in force; else by the rules in force then.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SimulateEvent")]
public sealed record SimulateEvent(
    [Id(0)] EarningEvent Event, [Id(1)] MemberStanding Standing, [Id(2)] Points Given, [Id(3)] bool WithDraft);

/// <summary>What an event would earn.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SimulateOutcome")]
public abstract record SimulateOutcome;

/// <summary>It would earn this.</summary>
/// <param name="Award">The points and where they come from.</param>
/// <param name="Findings">What each rule set off by such events has to say.</param>
/// <param name="Day">The day of the event in the program's time zone.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Simulated")]
public sealed record Simulated(
    [Id(0)] Award Award, [Id(1)] ImmutableArray<RuleFinding> Findings, [Id(2)] DateOnly Day) : SimulateOutcome;

/// <summary>The rules would need a tier that there is not.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.SimulateTierUnknown")]
public sealed record SimulateTierUnknown([Id(0)] string Tier, [Id(1)] ImmutableArray<string> Known) : SimulateOutcome;
