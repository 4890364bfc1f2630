using System.Collections.Immutable;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Tests.Tiers;

/// <summary>
/// Random histories: what is kept from review to review, with months forgotten and reviews late, is what somebody finds
/// who walks through every day of the whole history.
/// </summary>
public sealed class RecomputingTiers
{
    private const int Seeds = 10_000;
    private static readonly DateOnly Start = new(2026, 1, 5);

    [Theory]
    [InlineData(TierWindow.RollingYear)]
    [InlineData(TierWindow.CalendarYear)]
    public void From_the_full_history_gives_the_kept_standing_at_every_step(TierWindow window)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var ladder = TierLadder.Default with { Window = window, GraceDays = random.Next(4) * 20 };
            var history = new List<(DateOnly Day, long Points)>();
            var standing = TierRules.Initial(ladder, Start);
            var walker = new DayByDay(ladder, history, Start);
            var months = ImmutableArray<QualifyingMonth>.Empty;
            var day = Start;
            for (var step = 0; step < 25; step++)
            {
                day = day.AddDays(random.Next(3) == 0 ? random.Next(500) : random.Next(40));
                standing = TierRules.Review(ladder, standing, months, day); // May be late by more than a year.
                walker.WalkTo(day);
                Assert.True(walker.Standing == standing, $"Seed {seed}, {day}: {walker.Standing} is kept as {standing}.");

                var points = random.Next(4) == 0 ? random.Next(20_000) : random.Next(1_500);
                history.Add((day, points));
                months = TierRules.Kept(TierRules.Add(months, day, new Points(points), Money.Zero, 1), day);
                standing = TierRules.Review(ladder, standing, months, day);
                walker.Earned();
                Assert.True(walker.Standing == standing, $"Seed {seed}, {day}: {walker.Standing} is kept as {standing}.");
                Assert.Equal(standing, TierRules.Review(ladder, standing, months, day));
            }
        }
    }

    /// <summary>The rules once more, as the documentation says them, a day at a time and from every event ever.</summary>
    private sealed class DayByDay(TierLadder ladder, List<(DateOnly Day, long Points)> history, DateOnly joined)
    {
        private DateOnly _day = joined;

        internal TierStanding Standing { get; private set; } = new(ladder.Tiers[0].Id, joined, null);

        internal void WalkTo(DateOnly day)
        {
            while (_day < day)
            {
                _day = _day.AddDays(1);
                Morning();
            }
        }

        internal void Earned()
        {
            var reached = Reached(_day);
            if (reached > Rank)
            {
                Standing = new(ladder.Tiers[reached].Id, _day, PeriodFrom(_day));
            }
            else if (Standing.Until is { } until && until < _day && reached == Rank)
            {
                // A month counts as a whole: what is earned later in the period's last month counts for its last day.
                Standing = Standing with { Until = PeriodFrom(Reached(until) >= Rank ? NextPeriod(until) : _day) };
            }
        }

        private int Rank => ladder.Tiers.Select(tier => tier.Id).ToList().IndexOf(Standing.Tier);

        private void Morning()
        {
            if (Standing.Until is not { } until)
            {
                return;
            }

            if (_day == until.AddDays(1) && Reached(until) >= Rank)
            {
                Standing = Standing with { Until = PeriodFrom(NextPeriod(until)) };
            }
            else if (_day == until.AddDays(ladder.GraceDays + 1))
            {
                var rank = Math.Max(Reached(until), Reached(_day));
                Standing = new(ladder.Tiers[rank].Id, _day, rank == 0 ? null : PeriodFrom(_day));
            }
        }

        private DateOnly NextPeriod(DateOnly until) => ladder.Window == TierWindow.CalendarYear ? until : until.AddDays(1);

        private DateOnly PeriodFrom(DateOnly day) =>
            ladder.Window == TierWindow.CalendarYear ? new DateOnly(day.Year + 1, 12, 31) : day.AddYears(1).AddDays(-1);

        private int Reached(DateOnly on)
        {
            var measure = history.Where(earned => Counts(earned.Day, on)).Sum(earned => earned.Points);
            return ladder.Tiers.Count(tier => tier.Threshold <= measure) - 1;
        }

        private bool Counts(DateOnly earned, DateOnly on) =>
            ladder.Window == TierWindow.CalendarYear
                ? earned.Year == on.Year
                : MonthNumber(on) - MonthNumber(earned) is >= 0 and <= 11;

        private static int MonthNumber(DateOnly day) => (day.Year * 12) + day.Month;
    }
}
