using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>Accounts live for years under random terms; whatever happens, what must hold does.</summary>
public sealed class RandomHistories
{
    private const int Seeds = 10_000;
    private const int Steps = 40;

    [Fact]
    public void Keep_points_lots_notices_and_tiers_right()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var member = new AnAccountOverTime(Terms(random), new DateOnly(2024, 1, 1).AddDays(random.Next(400)));
            try
            {
                Live(member, random);
                Holds(member);
            }
            catch (Exception fault)
            {
                Assert.Fail($"Seed {seed}: {fault}");
            }
        }
    }

    [Fact]
    public void Leave_after_a_refund_what_never_ordering_would_have_left()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var terms = Terms(random);
            var start = new DateOnly(2024, 1, 1).AddDays(random.Next(400));
            var (with, without) = (new AnAccountOverTime(terms, start), new AnAccountOverTime(terms, start));
            Compare(with, without, random);
            Assert.True(
                with.View.Total == without.View.Total,
                $"Seed {seed}: {with.View.Total} points after the refund, {without.View.Total} without the order.");
            Assert.True(
                with.View.Tier == without.View.Tier,
                $"Seed {seed}: {with.View.Tier} after the refund, {without.View.Tier} without the order.");
            Assert.True(
                with.View.Months.Where(Counts).SequenceEqual(without.View.Months.Where(Counts)),
                $"Seed {seed}: the months differ.");
        }
    }

    // Only what depends on nothing but the balance may differ: both spend the same, and only what both can.
    private static void Compare(AnAccountOverTime with, AnAccountOverTime without, Random random)
    {
        with.Claim(1 + random.Next(500));
        without.Claim(with.Postings[0].Points.Value);
        PointsPosted? order = null;
        for (var step = 0; step < 12; step++)
        {
            var points = 1 + random.Next(300);
            switch (random.Next(4))
            {
                case 0:
                    with.Claim(points);
                    without.Claim(points);
                    break;
                case 1 when order is null:
                    order = with.Order("pos:order:1", points, 1 + random.Next(300));
                    break;
                case 2 when Math.Min(with.Balance, without.Balance) is var spendable and > 0:
                    with.Redeem(Math.Min(points, spendable));
                    without.Redeem(Math.Min(points, spendable));
                    break;
                default:
                    var day = with.Today.AddDays(random.Next(20));
                    with.At(day);
                    without.At(day);
                    break;
            }
        }

        order ??= with.Order("pos:order:1", 100, 50);
        with.Refund(order, 20);
        with.Refund(order);
    }

    private static void Live(AnAccountOverTime member, Random random)
    {
        var orders = new List<(PointsPosted Accrual, long Left)>();
        var payments = new List<(PointsPosted Payment, long Back)>();
        var holds = 0;
        for (var step = 0; step < Steps; step++)
        {
            var points = 1 + random.Next(400);
            var name = $"h-{holds}";
            switch (random.Next(13))
            {
                case 0 or 1:
                    member.Claim(points);
                    break;
                case 2 or 3:
                    orders.Add((member.Order($"pos:order:{step}", points), points));
                    break;
                case 4 when orders.Count > 0:
                    var at = random.Next(orders.Count);
                    var left = random.Next((int)orders[at].Left + 1);
                    member.Refund(orders[at].Accrual, left == 0 ? [] : [left]);
                    orders[at] = (orders[at].Accrual, left);
                    break;
                case 5 or 6 when member.Balance > 0:
                    member.Redeem(Math.Min(points, member.Balance));
                    break;
                case 7 when member.Balance > 0:
                    holds++;
                    member.Hold($"h-{holds}", Math.Min(points, member.Balance), random.Next(2) == 0 ? null : member.Now.Now.AddDays(2));
                    break;
                case 8 when member.Account.OpenHold(name, member.Now.Now) is not null:
                    if (random.Next(3) == 0)
                    {
                        member.Void(name);
                    }
                    else
                    {
                        payments.Add((member.Pay(name), 0));
                    }

                    break;
                case 9:
                    member.Adjust(random.Next(2) == 0 || member.Balance == 0 ? points : -Math.Min(points, member.Balance));
                    break;
                case 10 when member.Postings.Any(posting => posting.Kind == PostingKind.Expiry):
                    var lapse = member.Postings.First(posting => posting.Kind == PostingKind.Expiry);
                    if (member.Postings.All(posting => posting.Reverses != lapse.Seq))
                    {
                        member.Reinstate(lapse, member.Today.AddDays(60));
                    }

                    break;
                case 11 when payments.Count > 0:
                    var of = random.Next(payments.Count);
                    payments[of] = ReturnSome(member, payments[of].Payment, payments[of].Back, random);
                    break;
                default:
                    // Now and then the daily run does not come for a while.
                    var day = member.Today.AddDays(1 + random.Next(60));
                    _ = random.Next(3) == 0 ? member.At(day) : member.Until(day);
                    break;
            }
        }
    }

    private static (PointsPosted Payment, long Back) ReturnSome(
        AnAccountOverTime member, PointsPosted payment, long back, Random random)
    {
        var left = -payment.Points.Value - back;
        var points = Math.Min(left, 1 + random.Next(200));
        if (points > 0)
        {
            member.Return(payment, back, points);
        }

        return (payment, back + points);
    }

    private static void Holds(AnAccountOverTime member)
    {
        var account = member.Account.State;
        Assert.Equal(member.Postings.Sum(posting => posting.Points.Value), account.Total.Value);
        Assert.True(account.Holdings.Debt >= 0, "The debt is negative.");
        Assert.All(account.Holdings.Lots, lot => Assert.True(lot.Points > 0));
        Assert.True(member.Balance >= 0, "The balance is negative.");

        // The tier is what somebody finds who works it out from everything that counted.
        Assert.Equal(TierHistory.Recompute(member.JoinedOn, member.Steps), member.View.Tier);

        // Read from its texts, as an activation and the verifier do, it is the same account.
        var read = member.Postings.Aggregate(AccountState.New(AMember.Id), (state, posting) => state.Apply(
            posting.Detail is null ? posting : posting with { DetailText = posting.DetailText }));
        Assert.Equal(AccountJson.Write(account.Holdings), AccountJson.Write(read.Holdings));
        Assert.Equal(
            AccountJson.Write(account.Holdings),
            AccountJson.Write(AccountJson.ReadHoldings(AccountJson.Write(account.Holdings))));
        foreach (var lapse in member.Postings.Where(posting => posting.Kind == PostingKind.Expiry))
        {
            Noticed(member, lapse);
            LivedOnAfterReturns(member, lapse);
        }
    }

    // What was away when its lot lapsed, and came back, can be spent 30 days more.
    private static void LivedOnAfterReturns(AnAccountOverTime member, PointsPosted lapse)
    {
        var earlier = member.Postings
            .Where(posting => posting.Kind == PostingKind.Expiry && posting.Lot == lapse.Lot && posting.Seq < lapse.Seq)
            .ToList();
        var back = member.Postings.Where(posting =>
            posting.Kind is PostingKind.Return or PostingKind.HoldVoided
            && posting.Seq < lapse.Seq
            && posting.Detail!.Given.Any(slice => slice.Lot == lapse.Lot)
            && earlier.Any(before => TakenAt(member, posting) < before.Seq && before.Seq < posting.Seq));
        Assert.All(back, posting => Assert.True(
            lapse.PostedOn > posting.PostedOn.AddDays(30),
            $"Posting {posting.Seq} gave points back on {posting.PostedOn:O}; they lapsed on {lapse.PostedOn:O}."));
    }

    // Which posting set aside what this one gives back.
    private static long TakenAt(AnAccountOverTime member, PointsPosted back)
    {
        var hold = (back.Reverses is { } payment ? member.Postings[(int)payment - 1] : back).Detail!.Ended;
        return member.Postings.Single(posting => posting.Detail?.Hold?.Name == hold).Seq;
    }

    private static void Noticed(AnAccountOverTime member, PointsPosted lapse)
    {
        var told = member.Postings
            .Where(posting => posting.Seq < lapse.Seq)
            .SelectMany(posting => posting.Detail?.Notices ?? [], (posting, notice) => (posting.PostedOn, notice))
            .Where(row => row.notice.Lot == lapse.Lot && row.notice.Notice.ExpiresOn == lapse.ExpiresOn)
            .ToList();
        Assert.Contains(told, row => row.notice.Notice.Last is null && row.PostedOn <= lapse.PostedOn.AddDays(-30));
        Assert.Contains(told, row => row.notice.Notice.Last is not null && row.PostedOn <= lapse.PostedOn.AddDays(-7));
        Assert.True(lapse.PostedOn > lapse.ExpiresOn, "Points lapsed on a day on which they could still be spent.");
    }

    private static bool Counts(QualifyingMonth month) => month.Points != Points.Zero || month.Spend != Money.Zero || month.Orders != 0;

    private static ProgramTerms Terms(Random random) => ProgramTerms.Default with
    {
        Expiry = random.Next(6) switch
        {
            0 => ExpiryPolicy.Never,
            var kind => new ExpiryPolicy((ExpiryKind)(kind + 1), 1 + random.Next(14), 0),
        },
        PendingDays = random.Next(3) * 5,
        Tiers = TierLadder.Default with
        {
            Window = random.Next(2) == 0 ? TierWindow.RollingYear : TierWindow.CalendarYear,
            GraceDays = random.Next(40),
        },
    };
}
