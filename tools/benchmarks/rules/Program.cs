using System.Diagnostics;
using OrleansLoyalty;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;

// Fifty rules, all set off by orders: ten that apply, forty whose conditions are looked into and do not hold.
Rule[] applying =
[
    Order("base", new PointsPerAmount(new Points(1), new Money(100), Rounding.Floor, false, GoodsFilter.All)),
    Order("high", new PointsPerAmount(new Points(1), new Money(100), Rounding.Floor, true, GoodsFilter.OfCategories("high"))),
    Order("steps", new AmountSteps(
        [new(new Money(500_00), new Points(500)), new(new Money(1_000_00), new Points(1_200))], GoodsFilter.All)),
    Order("capped", new FixedPoints(new Points(20))) with { Caps = new RuleCaps(new Points(100), new Points(1_000)) },
    Order("small", new FixedPoints(new Points(5))) with { Stacking = RuleStacking.BestOf("gifts") },
    Order("large", new FixedPoints(new Points(8))) with { Stacking = RuleStacking.BestOf("gifts") },
    Order("campaign/gift", new FixedPoints(new Points(30))) with { CampaignId = "campaign" },
    Order("gold", new Multiplier(1_500, Rounding.Floor)) with { Conditions = RuleConditions.None with { Tiers = ["gold"] } },
    Order("thursday", new Multiplier(2_000, Rounding.Floor)) with
    {
        Conditions = RuleConditions.None with { Weekdays = [DayOfWeek.Thursday] },
    },
    Order("own", new FixedPoints(new Points(1))) with { Conditions = RuleConditions.None with { Channels = ["tmall"] } },
];
var others = Enumerable.Range(0, 40).Select(index => Order($"other-{index}", new FixedPoints(new Points(10))) with
{
    Conditions = (index % 8) switch
    {
        0 => RuleConditions.None with { Stores = ["S-1", "S-2"] },
        1 => RuleConditions.None with { Products = ["P-100", "P-101"] },
        2 => RuleConditions.None with { Categories = ["other"] },
        3 => RuleConditions.None with { Minimum = new Money(10_000_00) },
        4 => RuleConditions.None with { Tags = ["vip", "staff"] },
        5 => RuleConditions.None with { Birthday = BirthdayCondition.Day },
        6 => RuleConditions.None with { FirstOrder = true },
        _ => RuleConditions.None with { DaysOfMonth = [10] },
    },
});
var set = new RuleSet(
    1, DateTimeOffset.UnixEpoch, [.. applying, .. others], [new("campaign", DateTimeOffset.UnixEpoch, null, CampaignAudience.All, true)]);
Trace.Assert(set.Rules.Length == 50 && RuleCheck.Problems(set.Rules, set.Campaigns, ["gold"]).IsEmpty);

var book = new RuleBook(set);
var day = new DateOnly(2026, 11, 12);
var order = new EarningEvent(
    "tmall:order:1",
    EarningEventKind.OrderPaid,
    new DateTimeOffset(2026, 11, 12, 12, 0, 0, TimeSpan.FromHours(8)),
    "tmall",
    null,
    null,
    [
        new("1", "P-1", "high", 1, new Money(600_00)),
        new("2", "P-2", "low", 2, new Money(399_00)),
        new("3", "P-3", null, 1, new Money(88_80)),
    ]);
var member = new MemberStanding(
    "gold", new DateOnly(1990, 6, 30), ["a", "b"], false, 0, [new("capped", day, new Points(10), new Points(500))]);

Console.WriteLine($"{book.Award(order, member, day).Parts.Length} of {set.Rules.Length} rules apply, an order of three lines");
var rounds = Enumerable.Range(0, 12).Select(_ => Measure()).Skip(2).OrderBy(round => round.Microseconds).ToList();
var median = rounds[rounds.Count / 2];
Console.WriteLine(FormattableString.Invariant(
    $"decide: {median.Microseconds:0.00} µs an event (best {rounds[0].Microseconds:0.00}, worst {rounds[^1].Microseconds:0.00}), {median.Bytes:N0} bytes"));
return median.Microseconds < 10 ? 0 : 1;

(double Microseconds, long Bytes) Measure()
{
    const int events = 100_000;
    var bytes = GC.GetAllocatedBytesForCurrentThread();
    var started = Stopwatch.GetTimestamp();
    for (var i = 0; i < events; i++)
    {
        book.Award(order, member, day);
    }

    return (
        Stopwatch.GetElapsedTime(started).TotalMicroseconds / events,
        (GC.GetAllocatedBytesForCurrentThread() - bytes) / events);
}

static Rule Order(string id, RuleEffect effect) => Rule.Of(id, id, EarningEventKind.OrderPaid, effect);
