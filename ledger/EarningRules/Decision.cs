using System.Runtime.InteropServices;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>One event on its way to an award.</summary>
public sealed class Decision(
    EarningEvent happened, MemberStanding standing, DateOnly day, long given, Func<Rule, long> left)
{
    private readonly List<Candidate> _chosen = [];
    private readonly List<Candidate> _candidates = [];

    public EarningEvent Happened { get; } = happened;

    public MemberStanding Standing { get; } = standing;

    public DateOnly Day { get; } = day;

    /// <summary>What was paid for the whole order.</summary>
    public Money Amount { get; } = happened.Amount;

    /// <summary>Whether one rule applies alone.</summary>
    public bool IsExclusive { get; private set; }

    /// <summary>Where verdicts are noted, when somebody wants to know.</summary>
    public Dictionary<string, RuleVerdict>? Findings { get; set; }

    /// <summary>What a multiplier multiplies: what the program's own rules give and a code's own points.</summary>
    public long Base()
    {
        var sum = given;
        foreach (var candidate in CollectionsMarshal.AsSpan(_chosen))
        {
            sum = checked(sum + (candidate.Rule.Rule.CampaignId is null ? candidate.Points : 0));
        }

        return sum;
    }

    /// <summary>Makes a rule a candidate if its conditions hold and it would give something.</summary>
    public void Try(CompiledRule rule)
    {
        var verdict = rule.Judge(this);
        if (verdict == RuleVerdict.Applies)
        {
            var earned = rule.Earn(this);
            if (earned.Points > 0 || rule.OnlyProlongs)
            {
                _candidates.Add(Limited(rule, earned));
                return;
            }

            verdict = RuleVerdict.EarnsNothing;
        }

        Findings?[rule.Rule.Id] = verdict;
    }

    /// <summary>Chooses among the candidates so far how they stack.</summary>
    public void Choose()
    {
        if (_candidates.Count == 0)
        {
            return;
        }

        // Where parts of one campaign together overrun its budget, the later one gives nothing, and so stands in nobody's way.
        var alone = Alone();
        while (Overrun(alone) is >= 0 and var over)
        {
            _candidates[over] = Over(_candidates[over]);
            alone = Alone();
        }

        IsExclusive = alone >= 0;
        for (var i = 0; i < _candidates.Count; i++)
        {
            var candidate = _candidates[i];
            if (Applies(i, alone) || candidate.OverBudget)
            {
                _chosen.Add(candidate);
                Findings?[candidate.Rule.Rule.Id] = candidate.Verdict;
            }
            else
            {
                Findings?[candidate.Rule.Rule.Id] = alone >= 0 ? RuleVerdict.Excluded : RuleVerdict.NotBestOfItsGroup;
            }
        }

        _candidates.Clear();
    }

    /// <summary>The award of what was chosen.</summary>
    public Award ToAward(Award nothing)
    {
        if (_chosen.Count == 0)
        {
            return nothing;
        }

        _chosen.Sort(static (one, other) => one.Rule.Index.CompareTo(other.Rule.Index));
        var parts = new AwardPart[_chosen.Count];
        var (sum, months) = (0L, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            var (rule, points, before, explanation, over) = _chosen[i];
            if (points > Points.MaxValue - sum)
            {
                points = Points.MaxValue - sum;
                explanation = $"{explanation}; one posting moves {Points.MaxValue} at most";
            }

            sum += points;
            months = points > 0 || rule.OnlyProlongs ? Math.Max(months, rule.Rule.ExtraMonths) : months;
            parts[i] = new AwardPart(
                rule.Rule.Id, rule.Rule.CampaignId, new Points(points), new Points(before), rule.IsCapped, explanation, over);
        }

        return nothing with
        {
            Points = new Points(sum),
            Parts = ImmutableCollectionsMarshal.AsImmutableArray(parts),
            ExtraMonths = months,
        };
    }

    private Candidate Limited(CompiledRule rule, Earned earned)
    {
        var points = earned.Points;
        var explanation = earned.Explanation;
        if (rule.IsCapped && Capped(rule.Rule, points) is var capped && capped.Points < points)
        {
            points = capped.Points;
            explanation = $"{explanation}; {capped.Why}";
        }

        if (rule.Rule.CampaignId is not null && points > 0 && left(rule.Rule) < points)
        {
            return Over(new Candidate(rule, 0, earned.Points, explanation, true));
        }

        return new Candidate(rule, points, earned.Points, explanation, false);
    }

    private (long Points, string? Why) Capped(Rule rule, long points)
    {
        var (onDay, inAll) = (0L, 0L);
        foreach (var usage in Standing.Usage)
        {
            if (usage.RuleId == rule.Id)
            {
                (onDay, inAll) = (usage.Day == Day ? usage.PointsOnDay.Value : 0, usage.PointsInAll.Value);
                break;
            }
        }

        string? why = null;
        if (rule.Caps.PerDay is { Value: var perDay } && points > perDay - onDay)
        {
            points = Math.Max(0, perDay - onDay);
            why = $"{perDay} a day at most, {onDay} given before";
        }

        if (rule.Caps.InAll is { Value: var most } && points > most - inAll)
        {
            points = Math.Max(0, most - inAll);
            why = $"{most} in all at most, {inAll} given before";
        }

        return (points, why);
    }

    private static Candidate Over(Candidate candidate) => candidate with
    {
        Points = 0,
        Explanation = $"{candidate.Explanation}; the campaign's budget is spent",
        OverBudget = true,
    };

    private bool Applies(int index, int alone) =>
        alone >= 0 ? index == alone : _candidates[index].Points == 0 || IsBestOfItsGroup(index);

    // The first candidate that its campaign cannot pay after what the campaign's other parts of this event take.
    private int Overrun(int alone)
    {
        for (var i = 0; i < _candidates.Count; i++)
        {
            var rule = _candidates[i].Rule.Rule;
            if (rule.CampaignId is not { } campaign || _candidates[i].Points == 0 || !Applies(i, alone))
            {
                continue;
            }

            var taken = 0L;
            foreach (var other in CollectionsMarshal.AsSpan(_chosen))
            {
                taken += other.Rule.Rule.CampaignId == campaign ? other.Points : 0;
            }

            for (var j = 0; j < i; j++)
            {
                taken += _candidates[j].Rule.Rule.CampaignId == campaign && Applies(j, alone) ? _candidates[j].Points : 0;
            }

            if (taken > 0 && left(rule) - taken < _candidates[i].Points)
            {
                return i;
            }
        }

        return -1;
    }

    private int Alone()
    {
        var alone = -1;
        for (var i = 0; i < _candidates.Count; i++)
        {
            var stacking = _candidates[i].Rule.Rule.Stacking;
            if (stacking.Kind == StackingKind.Exclusive
                && _candidates[i].Points > 0
                && (alone < 0 || stacking.Priority > _candidates[alone].Rule.Rule.Stacking.Priority))
            {
                alone = i;
            }
        }

        return alone;
    }

    private bool IsBestOfItsGroup(int index)
    {
        var candidate = _candidates[index];
        if (candidate.Rule.Rule.Stacking is not { Kind: StackingKind.BestOf, Group: var group })
        {
            return true;
        }

        for (var i = 0; i < _candidates.Count; i++)
        {
            var other = _candidates[i];
            if (i != index
                && other.Rule.Rule.Stacking.Kind == StackingKind.BestOf
                && other.Rule.Rule.Stacking.Group == group
                && (other.Points > candidate.Points || (other.Points == candidate.Points && i < index)))
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Candidate(
        CompiledRule Rule, long Points, long BeforeCaps, string Explanation, bool OverBudget)
    {
        internal RuleVerdict Verdict =>
            OverBudget ? RuleVerdict.OverBudget
            : Points == 0 && BeforeCaps > 0 ? RuleVerdict.CapReached
            : RuleVerdict.Applies;
    }
}
