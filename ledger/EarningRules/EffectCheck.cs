using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>Whether an effect can be computed for every event that may be told.</summary>
public static class EffectCheck
{
    public static IEnumerable<RuleProblem> Problems(Rule rule) => rule.Effect switch
    {
        FixedPoints effect => OfFixed(rule, effect),
        PointsPerAmount effect => OfRatio(rule, effect).Concat(OfGoods(rule, effect.Goods)),
        AmountSteps effect => OfSteps(rule, effect).Concat(OfGoods(rule, effect.Goods)),
        Multiplier effect => Range(rule, "effect.thousandths", effect.Thousandths, Multiplier.MinThousandths, Multiplier.MaxThousandths),
        CheckInSteps effect => OfStreak(rule, effect),
        var other => [new RuleMakesNoSense(rule.Id, "effect", $"{other.GetType().Name} is no effect.")],
    };

    private static IEnumerable<RuleProblem> OfFixed(Rule rule, FixedPoints effect) =>
        Range(rule, "effect.points", effect.Points.Value, rule.ExtraMonths > 0 ? 0 : 1, Points.MaxValue);

    private static IEnumerable<RuleProblem> OfRatio(Rule rule, PointsPerAmount effect)
    {
        var problems = OnlyFor(rule, EarningEventKind.OrderPaid)
            .Concat(Range(rule, "effect.points", effect.Points.Value, 1, Points.MaxValue))
            .Concat(Range(rule, "effect.per", effect.Per.MinorUnits, 1, Money.MaxMinorUnits))
            .ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        var overflowsAbove = (Int128)Points.MaxValue * effect.Per.MinorUnits / effect.Points.Value;
        return overflowsAbove >= Money.MaxMinorUnits
            ? []
            : [new RuleOverflows(
                rule.Id, new Money(Money.MaxMinorUnits), new Money((long)overflowsAbove), new Points(Points.MaxValue))];
    }

    private static IEnumerable<RuleProblem> OfSteps(Rule rule, AmountSteps effect)
    {
        foreach (var problem in OnlyFor(rule, EarningEventKind.OrderPaid)
            .Concat(Range(rule, "effect.steps", effect.Steps.Length, 1, RuleCheck.MaxEntries)))
        {
            yield return problem;
        }

        for (var i = 0; i < effect.Steps.Length; i++)
        {
            var (from, points) = effect.Steps[i];
            foreach (var problem in Range(rule, "effect.steps.from", from.MinorUnits, 1, Money.MaxMinorUnits)
                .Concat(Range(rule, "effect.steps.points", points.Value, 1, Points.MaxValue)))
            {
                yield return problem;
            }

            if (i > 0 && from <= effect.Steps[i - 1].From)
            {
                yield return new RuleStepsNotRising(rule.Id, i + 1, from.MinorUnits, effect.Steps[i - 1].From.MinorUnits);
            }
            else if (i > 0 && points <= effect.Steps[i - 1].Points)
            {
                yield return new RuleStepsNotRising(rule.Id, i + 1, points.Value, effect.Steps[i - 1].Points.Value);
            }
        }
    }

    private static IEnumerable<RuleProblem> OfStreak(Rule rule, CheckInSteps effect)
    {
        foreach (var problem in OnlyFor(rule, EarningEventKind.CheckIn)
            .Concat(Range(rule, "effect.steps", effect.Steps.Length, 1, RuleCheck.MaxEntries))
            .Concat(Range(rule, "effect.cycleDays", effect.CycleDays, 0, 366)))
        {
            yield return problem;
        }

        for (var i = 0; i < effect.Steps.Length; i++)
        {
            var (day, points) = effect.Steps[i];
            foreach (var problem in Range(rule, "effect.steps.day", day, 1, effect.CycleDays > 0 ? effect.CycleDays : 10_000)
                .Concat(Range(rule, "effect.steps.points", points.Value, 1, Points.MaxValue)))
            {
                yield return problem;
            }

            if (i > 0 && day <= effect.Steps[i - 1].Day)
            {
                yield return new RuleStepsNotRising(rule.Id, i + 1, day, effect.Steps[i - 1].Day);
            }
        }
    }

    private static IEnumerable<RuleProblem> OfGoods(Rule rule, GoodsFilter goods)
    {
        var entries = goods.Products.AddRange(goods.Categories);
        if (entries.Any(entry => entry.Length is 0 or > RuleCheck.MaxEntry))
        {
            yield return new RuleMakesNoSense(
                rule.Id, "effect.goods", $"An entry must have 1 to {RuleCheck.MaxEntry} characters.");
        }

        if (goods.Except && entries.IsEmpty)
        {
            yield return new RuleMakesNoSense(rule.Id, "effect.goods", "Except what? No product or category is named.");
        }

        foreach (var problem in Range(rule, "effect.goods", entries.Length, 0, RuleCheck.MaxEntries))
        {
            yield return problem;
        }
    }

    private static IEnumerable<RuleProblem> OnlyFor(Rule rule, EarningEventKind kind) =>
        rule.Triggers.All(trigger => trigger == kind)
            ? []
            : [new RuleMakesNoSense(rule.Id, "triggers", $"This effect is for {kind} alone.")];

    private static IEnumerable<RuleProblem> Range(Rule rule, string field, long value, long min, long max) =>
        value < min || value > max ? [new RuleNumberOutOfRange(rule.Id, field, value, min, max)] : [];
}
