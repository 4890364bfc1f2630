using System.Globalization;
using OrleansLoyalty.Earning;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>An account under terms of its own, moved from day to day; decided postings are applied at once.</summary>
internal sealed class AnAccountOverTime(ProgramTerms terms, DateOnly start)
{
    internal MemberAccount Account { get; private set; } = MemberAccount.New(AMember.Id, start);

    internal DateOnly JoinedOn { get; } = start;

    internal DateOnly Today { get; private set; } = start;

    internal List<PointsPosted> Postings { get; } = [];

    internal Circumstances Now => new(new DateTimeOffset(Today, new TimeOnly(4, 0), TimeSpan.Zero), Today, terms);

    internal long Balance => Account.Balance(Today).Value;

    internal AccountView View => Account.View(Today, terms.Tiers);

    internal static ProgramTerms With(ExpiryKind kind, int months, int birthdayMonths = 0) =>
        ProgramTerms.Default with { Expiry = new ExpiryPolicy(kind, months, birthdayMonths) };

    internal static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    internal static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    internal AnAccountOverTime At(string day) => At(Day(day));

    internal AnAccountOverTime At(DateOnly day)
    {
        Today = day;
        return this;
    }

    /// <summary>Does what is due on every day up to this one, as the daily run does.</summary>
    internal AnAccountOverTime Until(string day) => Until(Day(day));

    internal AnAccountOverTime Until(DateOnly last)
    {
        while (Today < last)
        {
            Today = Today.AddDays(1);
            RunDue();
        }

        return this;
    }

    internal void RunDue()
    {
        while (Account.NextDue(Now) is var (posting, _))
        {
            Adopt(posting);
        }
    }

    internal PointsPosted Claim(long points) => Adopt(
        account => account.Earn(new EarnPoints($"CODE-{Postings.Count}", 1, new Points(points)), null, Now).Posting);

    internal PointsPosted Redeem(long points) =>
        Adopt(Account.Spend(AMember.Spending(points), $"r-{Postings.Count}", Now)!.Value.Posting);

    /// <summary>Credits an order of one line for each amount, in yuan, that earns a point a yuan.</summary>
    internal PointsPosted Order(string key, params long[] yuan)
    {
        var order = AnOrder(key, yuan);
        return Adopt(
            account => account.Credit(order, Today, PointAYuan(order), account.StandingFor(order, Today, Now), Now));
    }

    /// <summary>Takes back what an order earned too much, now that only these lines remain.</summary>
    internal PointsPosted Refund(PointsPosted accrual, params long[] remainingYuan)
    {
        var remaining = AnOrder(accrual.Source, remainingYuan);
        var credited = new CreditedEvent(
            accrual,
            Postings.Where(posting => posting.Reverses == accrual.Seq).ToList(),
            -Postings.Where(posting => posting.Kind == PostingKind.Expiry && posting.Lot == accrual.Seq)
                .Sum(posting => posting.Points.Value));
        var request = new RequestId($"refund-{Postings.Count}");
        var steps = Postings.Exists(posting => TierStep.MayHang(posting, accrual.Seq)) ? Steps : [];
        var reversal = Adopt(Account.Reverse(credited, PointAYuan(remaining), remaining, accrual.PostedOn, request, Now));
        if (Account.ReviewTierAfterRefund(reversal, steps, Now) is { } fallen)
        {
            Adopt(fallen);
        }

        return reversal;
    }

    /// <summary>All that mattered for the tier so far.</summary>
    internal IReadOnlyList<TierStep> Steps =>
        [.. Postings.Where(posting => TierStep.Matters(posting.Kind)).Select(posting => TierStep.Of(posting, terms.Tiers))];

    internal PointsPosted Hold(string name, long points, DateTimeOffset? timesOutAt = null) => Adopt(Account.Hold(
        new HoldTerms(name, false, "checkout", timesOutAt), new Points(points), new RequestId($"hold:{name}"), null, Now));

    internal PointsPosted Pay(string name) =>
        Adopt(Account.Pay(Account.OpenHold(name, Now.Now)!, new RequestId($"post:{name}"), Now));

    internal PointsPosted Void(string name) => Adopt(
        Account.GiveBack(Account.OpenHold(name, Now.Now)!, new RequestId($"void:{name}"), null, null, Now));

    internal PointsPosted Return(PointsPosted payment, long before, long points) => Adopt(Account.Return(
        payment, new Points(before), new Points(points), new RequestId($"return-{Postings.Count}"), Now));

    internal PointsPosted Adjust(long points) =>
        Adopt(Account.Adjust(new AdjustPoints(new Points(points), "goodwill", "admin", new RequestId($"a-{Postings.Count}")), Now)!);

    internal PointsPosted Reinstate(PointsPosted lapse, DateOnly lastDay) => Adopt(Account.Reinstate(
        lapse,
        new ReinstatePoints(lapse.Seq, lastDay, "complaint", "admin"),
        new RequestId($"reinstate:{lapse.Seq}"),
        Now));

    internal PointsPosted Adopt(PointsPosted posting)
    {
        Account = Account.Apply(posting);
        Postings.Add(posting);
        return posting;
    }

    private PointsPosted Adopt(Func<MemberAccount, PointsPosted> accrue)
    {
        var (postings, accrual) = Account.WithTier(accrue, Now);
        foreach (var posting in postings)
        {
            Adopt(posting);
        }

        return accrual;
    }

    internal IEnumerable<(long Points, string? LastDay)> Lots => Account.State.Holdings.Lots.Select(lot =>
        (lot.Points, Text(lot.ExpiresOn)));

    private EarningEvent AnOrder(string key, long[] yuan) => new(
        key,
        EarningEventKind.OrderPaid,
        Now.Now,
        "pos",
        null,
        null,
        [.. yuan.Select((amount, line) => new EarningLine($"{line}", "P", null, 1, new Money(amount * 100)))]);

    private static Award PointAYuan(EarningEvent order)
    {
        var points = new Points(order.Amount.MinorUnits / 100);
        return new Award(1, points, [], 0);
    }
}
