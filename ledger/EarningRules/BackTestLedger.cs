using System.Collections.Immutable;
using OrleansLoyalty.Earning;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.EarningRules;

/// <summary>Decides recorded events by other rules and sums up what would have been given, beside what was.</summary>
/// <param name="book">The rules to test; no budget limits them.</param>
/// <param name="program">The program's days.</param>
public sealed class BackTestLedger(RuleBook book, IProgramBook program)
{
    private readonly Dictionary<(MemberId Member, string Rule), RuleUsage> _usage = [];
    private readonly Dictionary<MemberId, long> _difference = [];
    private readonly Dictionary<string, (long Points, long Events)> _byRule = [];
    private readonly HashSet<MemberId> _draftMembers = [];
    private readonly HashSet<MemberId> _givenMembers = [];
    private readonly ImmutableArray<Rule> _capped = [.. book.Set.Rules.Where(rule => rule.Caps is not { PerDay: null, InAll: null })];
    private (long Points, long Events) _draft;
    private (long Points, long Events) _given;

    /// <summary>How many events were decided.</summary>
    public long Decided { get; private set; }

    public void Decide(RecordedEvent recorded)
    {
        var day = program.Today(recorded.Event.OccurredAt);
        var award = book.Award(recorded.Event, recorded.Standing with { Usage = UsageOf(recorded.Member) }, day, recorded.Own);
        foreach (var part in award.Parts.Where(part => part.Points > Points.Zero))
        {
            var (points, events) = _byRule.GetValueOrDefault(part.RuleId);
            _byRule[part.RuleId] = (points + part.Points.Value, events + 1);
            if (part.IsCapped)
            {
                Use(recorded.Member, part, day);
            }
        }

        Count(award.Points, recorded.Member, ref _draft, _draftMembers);
        Count(recorded.Given, recorded.Member, ref _given, _givenMembers);
        _difference[recorded.Member] =
            _difference.GetValueOrDefault(recorded.Member) + award.Points.Value - recorded.Given.Value;
        Decided++;
    }

    /// <summary>The back-test with the figures so far.</summary>
    public BackTestView Into(BackTestView test) => test with
    {
        EventsDecided = Decided,
        Draft = Figures(_draft, _draftMembers.Count, test.PointsPerYuan),
        Given = Figures(_given, _givenMembers.Count, test.PointsPerYuan),
        MembersAffected = _difference.Values.Count(difference => difference != 0),
        ByRule =
        [
            .. book.Set.Rules.Select(rule => (rule.Id, Sum: _byRule.GetValueOrDefault(rule.Id)))
                .Select(rule => new BackTestRule(rule.Id, new Points(rule.Sum.Points), rule.Sum.Events)),
        ],
    };

    private static void Count(Points points, MemberId member, ref (long Points, long Events) sum, HashSet<MemberId> members)
    {
        if (points > Points.Zero)
        {
            sum = (checked(sum.Points + points.Value), sum.Events + 1);
            members.Add(member);
        }
    }

    private static BackTestFigures Figures((long Points, long Events) sum, long members, int pointsPerYuan) => new(
        new Points(sum.Points), new Money((long)((Int128)sum.Points * 100 / pointsPerYuan)), sum.Events, members);

    private ImmutableArray<RuleUsage> UsageOf(MemberId member) => _capped.IsEmpty
        ? []
        : [.. _capped.Select(rule => _usage.GetValueOrDefault((member, rule.Id))).OfType<RuleUsage>()];

    private void Use(MemberId member, AwardPart part, DateOnly day)
    {
        var before = _usage.GetValueOrDefault((member, part.RuleId)) ?? new RuleUsage(part.RuleId, day, Points.Zero, Points.Zero);
        _usage[(member, part.RuleId)] = new RuleUsage(
            part.RuleId,
            day,
            (before.Day == day ? before.PointsOnDay : Points.Zero) + part.Points,
            before.PointsInAll + part.Points);
    }
}
