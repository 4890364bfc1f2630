using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.Earning;

namespace OrleansLoyalty.EarningRules;

/// <summary>What a rule's effect comes to, and how.</summary>
public readonly record struct Earned(long Points, string Explanation);

/// <summary>
/// An effect made ready to compute. Arithmetic is exact: whole numbers of 128 bits, one rounding at the end. Nothing
/// comes to more than one posting moves.
/// </summary>
public abstract class Formula
{
    private static readonly Earned Nothing = new(0, "");

    public abstract Earned Earn(Decision decision);

    public static Formula Of(Rule rule) => rule.Effect switch
    {
        FixedPoints(var points) => new Fixed(points.Value),
        PointsPerAmount effect => new PerAmount(effect),
        AmountSteps effect => new ByAmount(effect),
        Multiplier effect => new Times(effect),
        CheckInSteps effect => new ByStreak(effect),
        var other => throw new UnreachableException($"{other.GetType().Name} has no formula."),
    };

    /// <summary>A fraction as whole points.</summary>
    public static long Round(Int128 numerator, Int128 denominator, Rounding rounding)
    {
        var (whole, rest) = Int128.DivRem(numerator, denominator);
        var up = rounding switch
        {
            Rounding.Floor => false,
            Rounding.HalfUp => rest * 2 >= denominator,
            Rounding.Ceiling => rest > 0,
            _ => throw new UnreachableException($"{rounding} rounds nothing."),
        };
        return (long)Int128.Min(up ? whole + 1 : whole, Points.MaxValue);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Fixed(long points) : Formula
    {
        private readonly Earned _earned = new(points, points.ToString(CultureInfo.InvariantCulture));

        public override Earned Earn(Decision decision) => _earned;
    }

    private sealed class PerAmount(PointsPerAmount effect) : Formula
    {
        private readonly Goods _goods = new(effect.Goods);
        private readonly string _ratio = $"{effect.Points} / {effect.Per}";

        public override Earned Earn(Decision decision)
        {
            var (amount, points, lines) = (0L, 0L, 0);
            foreach (var line in decision.Happened.Lines)
            {
                if (_goods.Count(line))
                {
                    amount = checked(amount + line.Amount.MinorUnits);
                    points += effect.ByLine ? Of(line.Amount.MinorUnits) : 0;
                    lines++;
                }
            }

            if (amount == 0)
            {
                return Nothing;
            }

            points = effect.ByLine ? Math.Min(points, Points.MaxValue) : Of(amount);
            var rounded = effect.ByLine && lines > 1 ? $" rounded {lines} times" : "";
            return new Earned(points, string.Create(
                CultureInfo.InvariantCulture, $"{amount / 100}.{amount % 100:00} × {_ratio}{rounded}"));
        }

        private long Of(long amount) =>
            Round((Int128)amount * effect.Points.Value, effect.Per.MinorUnits, effect.Rounding);
    }

    private sealed class ByAmount(AmountSteps effect) : Formula
    {
        private readonly string[] _reached = [.. effect.Steps.Select(step => $" ≥ {step.From} → {step.Points}")];
        private readonly Goods _goods = new(effect.Goods);

        public override Earned Earn(Decision decision)
        {
            var amount = 0L;
            foreach (var line in decision.Happened.Lines)
            {
                amount = checked(amount + (_goods.Count(line) ? line.Amount.MinorUnits : 0));
            }

            for (var i = effect.Steps.Length - 1; i >= 0; i--)
            {
                if (amount >= effect.Steps[i].From.MinorUnits)
                {
                    return new Earned(effect.Steps[i].Points.Value, string.Create(
                        CultureInfo.InvariantCulture, $"{amount / 100}.{amount % 100:00}{_reached[i]}"));
                }
            }

            return Nothing;
        }
    }

    private sealed class Times(Multiplier effect) : Formula
    {
        private readonly string _factor = Invariant($"{effect.Thousandths / 1000m:0.###}");

        public override Earned Earn(Decision decision)
        {
            var times = decision.Base();
            return times == 0
                ? Nothing
                : new Earned(Round((Int128)times * (effect.Thousandths - 1000), 1000, effect.Rounding), $"{times} × {_factor} − {times}");
        }
    }

    private sealed class ByStreak(CheckInSteps effect) : Formula
    {
        public override Earned Earn(Decision decision)
        {
            var streak = decision.Standing.CheckInStreak;
            if (streak <= 0)
            {
                return Nothing;
            }

            var day = effect.CycleDays > 0 ? ((streak - 1) % effect.CycleDays) + 1 : streak;
            for (var i = effect.Steps.Length - 1; i >= 0; i--)
            {
                if (day >= effect.Steps[i].Day)
                {
                    return new Earned(effect.Steps[i].Points.Value, Invariant($"day {day} in a row → {effect.Steps[i].Points}"));
                }
            }

            return Nothing;
        }
    }

    /// <summary>Which lines count.</summary>
    private sealed class Goods(GoodsFilter filter)
    {
        private readonly FrozenSet<string> _products = filter.Products.ToFrozenSet(StringComparer.Ordinal);
        private readonly FrozenSet<string> _categories = filter.Categories.ToFrozenSet(StringComparer.Ordinal);
        private readonly bool _all = filter.Products.IsEmpty && filter.Categories.IsEmpty;

        public bool Count(EarningLine line) =>
            _all || (_products.Contains(line.Product) || (line.Category is { } category && _categories.Contains(category)))
            != filter.Except;
    }
}
