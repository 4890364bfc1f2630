using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using static OrleansLoyalty.Tests.EarningRules.ARule;

namespace OrleansLoyalty.Tests.EarningRules;

/// <summary>What holds of every rule set that can be published, on thousands of random ones; a failure names its seed.</summary>
public sealed class RandomOrdersAndRules
{
    private const int Seeds = 10_000;

    private static readonly string[] Categories = ["shoes", "tea", "toys"];

    [Fact]
    public void Award_what_their_parts_sum_up_to_and_never_less_than_nothing() => ForEachSeed((random, seed) =>
    {
        var award = Decide(random);

        Assert.True(award.Points.Value == award.Parts.Sum(part => part.Points.Value), $"seed {seed}");
        Assert.True(award.Parts.All(part => part.Points.Value >= 0 && part.Points <= part.BeforeCaps), $"seed {seed}");
    });

    [Fact]
    public void Never_exceed_a_cap() => ForEachSeed((random, seed) =>
    {
        var rules = Rules(random);
        var book = Book([.. rules]);
        var usage = new Dictionary<string, (DateOnly Day, long OnDay, long InAll)>();
        for (var i = 0; i < 5; i++)
        {
            var day = ADay.AddDays(i / 2);
            var standing = Standing(random) with
            {
                Usage = [.. usage.Select(one => new RuleUsage(one.Key, one.Value.Day, new(one.Value.OnDay), new(one.Value.InAll)))],
            };
            foreach (var part in book.Award(Order(random), standing, day).Parts)
            {
                var (last, onDay, inAll) = usage.GetValueOrDefault(part.RuleId);
                usage[part.RuleId] = (day, (last == day ? onDay : 0) + part.Points.Value, inAll + part.Points.Value);
                var caps = rules.First(rule => rule.Id == part.RuleId).Caps;
                Assert.True(!(usage[part.RuleId].OnDay > caps.PerDay?.Value), $"seed {seed}: {part.RuleId} on a day");
                Assert.True(!(usage[part.RuleId].InAll > caps.InAll?.Value), $"seed {seed}: {part.RuleId} in all");
            }
        }
    });

    [Fact]
    public void Never_exceed_a_budget() => ForEachSeed((random, seed) =>
    {
        var budgets = new Budgets { ["c"] = random.Next(0, 300) };
        var rules = Rules(random).Select(rule => random.Next(2) == 0 ? rule.In("c") : rule).ToArray();

        var award = Book(budgets, rules).Award(Order(random), Standing(random), ADay);

        var given = award.Parts.Where(part => part.CampaignId == "c").Sum(part => part.Points.Value);
        Assert.True(given <= budgets["c"], $"seed {seed}: {given} of {budgets["c"]}");
    });

    [Fact]
    public void Do_not_care_for_the_order_of_lines() => ForEachSeed((random, seed) =>
    {
        var (book, order, standing) = (Book([.. Rules(random)]), Order(random), Standing(random));
        var shuffled = order.Lines.ToArray();
        random.Shuffle(shuffled);

        var one = book.Award(order, standing, ADay);
        var other = book.Award(order with { Lines = [.. shuffled] }, standing, ADay);

        Assert.True(one.Parts.SequenceEqual(other.Parts), $"seed {seed}");
    });

    [Fact]
    public void Give_no_more_for_a_line_less_unless_a_rule_has_a_maximum() => ForEachSeed((random, seed) =>
    {
        var rules = Rules(random).Select(rule => rule with
        {
            Conditions = rule.Conditions with { Maximum = null },
            Stacking = rule.Stacking.Kind == StackingKind.Exclusive ? RuleStacking.Add : rule.Stacking,
        });
        var (book, order, standing) = (Book([.. rules]), Order(random), Standing(random));
        var before = book.Award(order, standing, ADay);

        var after = book.AwardAgain(
            order with { Lines = order.Lines.RemoveAt(random.Next(order.Lines.Length)) }, standing, ADay, before);

        Assert.True(after.Points <= before.Points, $"seed {seed}: {before.Points} became {after.Points}");
    });

    [Fact]
    public void Are_decided_alike_again() => ForEachSeed((random, seed) =>
    {
        var budgets = new Budgets { ["c"] = random.Next(0, 300) };
        var book = Book(budgets, [.. Rules(random).Select(rule => random.Next(2) == 0 ? rule.In("c") : rule)]);
        var (order, standing) = (Order(random), Standing(random));
        var before = book.Award(order, standing, ADay);
        budgets["c"] = random.Next(0, 300);

        var again = book.AwardAgain(order, standing, ADay, before);

        Assert.True(before.Points == again.Points, $"seed {seed}: {before.Points} became {again.Points}");
    });

    private static Award Decide(Random random) => Book([.. Rules(random)]).Award(Order(random), Standing(random), ADay);

    private static void ForEachSeed(Action<Random, int> holds)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            holds(new Random(seed), seed);
        }
    }

    private static List<Rule> Rules(Random random)
    {
        List<Rule> rules;
        do
        {
            rules = [.. Enumerable.Range(0, random.Next(1, 8)).Select(index => OneRule(random, $"r{index}"))];
        }
        while (!RuleCheck.Problems([.. rules], [], ["standard", "gold"]).IsEmpty);
        return rules;
    }

    private static Rule OneRule(Random random, string id)
    {
        var goods = random.Next(3) == 0 ? new GoodsFilter([], [Pick(random)], random.Next(2) == 0) : GoodsFilter.All;
        RuleEffect effect = random.Next(5) switch
        {
            0 => new FixedPoints(new Points(random.Next(1, 100))),
            1 => new AmountSteps([new(new Money(50_00), new Points(10)), new(new Money(100_00), new Points(random.Next(11, 60)))], goods),
            2 => new Multiplier(random.Next(1_001, 4_000), (Rounding)random.Next(1, 4)),
            _ => new PointsPerAmount(
                new Points(random.Next(1, 4)), new Money(random.Next(50, 300)), (Rounding)random.Next(1, 4), random.Next(2) == 0, goods),
        };
        var rule = Rule.Of(id, id, EarningEventKind.OrderPaid, effect);
        return rule with
        {
            Conditions = rule.Conditions with
            {
                Categories = random.Next(4) == 0 ? [Pick(random)] : [],
                Minimum = random.Next(4) == 0 ? new Money(random.Next(100_00)) : null,
                Maximum = random.Next(6) == 0 ? new Money(100_00 + random.Next(100_00)) : null,
                Tiers = random.Next(5) == 0 ? ["gold"] : [],
            },
            Caps = new RuleCaps(
                random.Next(3) == 0 ? new Points(random.Next(1, 100)) : null, random.Next(4) == 0 ? new Points(random.Next(1, 200)) : null),
            Stacking = random.Next(6) switch
            {
                0 => RuleStacking.BestOf(effect is Multiplier ? "times" : "gives"),
                1 when effect is not Multiplier => RuleStacking.Exclusive(random.Next(100)),
                _ => RuleStacking.Add,
            },
        };
    }

    private static EarningEvent Order(Random random) => OrderOf([.. Enumerable.Range(0, random.Next(1, 6)).Select(index =>
        new EarningLine($"{index}", $"P{index}", random.Next(4) == 0 ? null : Pick(random), 1, new Money(random.Next(100_00))))]);

    private static MemberStanding Standing(Random random) => Somebody with { Tier = random.Next(2) == 0 ? "gold" : "standard" };

    private static string Pick(Random random) => Categories[random.Next(Categories.Length)];
}
