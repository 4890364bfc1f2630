using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.EarningRules;

/// <summary>An event that might happen.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="OccurredAt">When; left out for now. Decides which rules hold.</param>
/// <param name="Channel">Where it comes from; left out for the program's own pages.</param>
/// <param name="Store">The store it happens in.</param>
/// <param name="Subject">What it is about: the batch of a code, such as batch:7, the name of a task.</param>
/// <param name="Lines">What is bought, at most 500 lines; or the product of a code, for 0.</param>
/// <param name="OwnPoints">What it gives by itself: a code's own points.</param>
public sealed record SimulatedEventInput(
    EarningEventKind Kind,
    DateTimeOffset? OccurredAt,
    [property: ID] string? Channel,
    [property: ID] string? Store,
    string? Subject,
    IReadOnlyList<SimulatedLineInput>? Lines,
    long? OwnPoints);

/// <summary>A line of an order that might be placed.</summary>
/// <param name="Product">The product's number.</param>
/// <param name="Category">Its category.</param>
/// <param name="AmountFen">What would be paid for the line, in fen.</param>
public sealed record SimulatedLineInput(string Product, string? Category, long AmountFen);

/// <summary>A member, made up.</summary>
/// <param name="Tier">Their tier.</param>
/// <param name="Birthday">Their day of birth, such as 1990-06-30.</param>
/// <param name="Tags">What they are marked with.</param>
/// <param name="FirstOrder">Whether the order would be their first.</param>
/// <param name="CheckInStreak">Days in a row with a check-in, this one included.</param>
public sealed record SimulatedMemberInput(
    [property: ID] string Tier, string? Birthday, IReadOnlyList<string>? Tags, bool? FirstOrder, int? CheckInStreak);

/// <summary>What might happen, to whom, and by which rules it is decided.</summary>
/// <param name="Event">What might happen.</param>
/// <param name="MemberId">To this member as they stand now; or else to one made up.</param>
/// <param name="Member">To a member made up, who has got nothing of capped rules yet.</param>
/// <param name="WithDraft">By the draft and the campaigns launched; else by the rules in force at the moment.</param>
public sealed record SimulateEventInput(
    SimulatedEventInput Event, [property: ID] string? MemberId, SimulatedMemberInput? Member, bool? WithDraft);

/// <summary>What an event earns, and why.</summary>
/// <param name="RuleSetVersion">By which version of the rules; 0 for the draft, or when there are none.</param>
/// <param name="Points">The sum of the parts.</param>
/// <param name="ExtraMonths">How many months longer than the expiry policy says the points live.</param>
/// <param name="Parts">Which rule gives which part.</param>
[GraphQLName("Award")]
public sealed record ShownAward(long RuleSetVersion, long Points, int ExtraMonths, IReadOnlyList<ShownAwardPart> Parts)
{
    internal static ShownAward From(Award award) => new(
        award.RuleSetVersion,
        award.Points.Value,
        award.ExtraMonths,
        [
            .. award.Parts.Select(part => new ShownAwardPart(
                part.RuleId, part.CampaignId, part.Points.Value, part.BeforeCaps.Value, part.OverBudget, part.Explanation)),
        ]);
}

/// <summary>What one rule gives.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="CampaignId">The campaign that pays.</param>
/// <param name="Points">What it gives.</param>
/// <param name="BeforeCaps">What it would give without caps and budget.</param>
/// <param name="OverBudget">Whether it gives nothing because the campaign's budget does not cover it.</param>
/// <param name="Explanation">How the figure came about.</param>
[GraphQLName("AwardPart")]
public sealed record ShownAwardPart(
    [property: ID] string RuleId,
    [property: ID] string? CampaignId,
    long Points,
    long BeforeCaps,
    bool OverBudget,
    string Explanation);

/// <summary>What a rule has to say to an event.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Verdict">Whether it applies and, if not, why.</param>
[GraphQLName("RuleFinding")]
public sealed record ShownFinding([property: ID] string RuleId, RuleVerdict Verdict);

/// <summary>What an event would earn.</summary>
/// <param name="Award">The points and where they come from.</param>
/// <param name="Findings">What each rule that such events set off has to say.</param>
/// <param name="Day">The day of the event in the program's time zone.</param>
public sealed record Simulation(ShownAward Award, IReadOnlyList<ShownFinding> Findings, string Day);

/// <summary>Simulates events.</summary>
[QueryType]
public static partial class SimulateEventQuery
{
    private const int MaxLines = 500;

    /// <summary>What an event would earn a member. It touches nothing.</summary>
    /// <param name="input">What might happen.</param>
    [Authorize(Roles = [Roles.Admin, Roles.Clerk, Roles.Channel])]
    public static async Task<Simulation> GetSimulateEventAsync(
        SimulateEventInput input, IGrainFactory grains, TimeProvider clock)
    {
        var own = Range("event.ownPoints", input.Event.OwnPoints ?? 0, Points.MaxValue);
        var happened = Event(input.Event, clock.GetUtcNow());
        var standing = input switch
        {
            { MemberId: { } id, Member: null } =>
                await grains.GetGrain<IMemberAccountGrain>(BadInput.Member(id).Value).Standing(happened)
                ?? throw BadInput.Error("memberId", "names nobody who has joined"),
            { MemberId: null, Member: { } madeUp } => Standing(madeUp),
            _ => throw BadInput.Error("member", "or memberId must be given, and not both"),
        };
        var command = new SimulateEvent(happened, standing, new Points(own), input.WithDraft ?? false);
        return await grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key).Simulate(command) switch
        {
            Simulated(var award, var findings, var day) => new(
                ShownAward.From(award),
                [.. findings.Select(finding => new ShownFinding(finding.RuleId, finding.Verdict))],
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            SimulateTierUnknown(var tier, var known) =>
                throw BadInput.Error("member.tier", $"must be one of {string.Join(", ", known)}; {tier} is not"),
            var other => throw new UnreachableException($"{other.GetType().Name} has no answer."),
        };
    }

    private static EarningEvent Event(SimulatedEventInput happened, DateTimeOffset now)
    {
        var lines = happened.Lines ?? [];
        if (lines.Count > MaxLines)
        {
            throw BadInput.Error("event.lines", $"must not be more than {MaxLines}");
        }

        return new EarningEvent(
            "simulated",
            happened.Kind,
            happened.OccurredAt ?? now,
            happened.Channel,
            happened.Store,
            happened.Subject,
            [
                .. lines.Select((line, index) => new EarningLine(
                    $"{index + 1}",
                    line.Product,
                    line.Category,
                    1,
                    new Money(Range("event.lines.amountFen", line.AmountFen, Money.MaxMinorUnits)))),
            ]);
    }

    private static MemberStanding Standing(SimulatedMemberInput member) => new(
        member.Tier,
        member.Birthday is { } birthday ? BadInput.Day("member.birthday", birthday) : null,
        [.. member.Tags ?? []],
        member.FirstOrder ?? false,
        member.CheckInStreak ?? 0,
        []);

    private static long Range(string field, long value, long max) =>
        value < 0 || value > max ? throw BadInput.Error(field, $"must be from 0 to {max}") : value;
}
