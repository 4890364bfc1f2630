using System.Collections.Immutable;
using OrleansLoyalty.Earning;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

// How points come in.
public sealed partial record MemberAccount
{
    /// <summary>What the rules may know of the member when they decide about <paramref name="happened"/>.</summary>
    public MemberStanding StandingFor(EarningEvent happened, DateOnly day, Circumstances at) => new(
        Standing(at.Terms.Tiers).Tier,
        Profile.Birthday,
        Profile.Tags,
        Holdings.Orders == 0,
        happened.Kind == EarningEventKind.CheckIn ? Streak(day) : 0,
        Holdings.Usage);

    /// <summary>
    /// An accrual and the steps of the tier around it: what time has brought is settled before, and a tier that the
    /// accrual reaches is the member's at once.
    /// </summary>
    /// <param name="decide">Decides the accrual on the account as time has left it.</param>
    /// <param name="at">Now.</param>
    public (ImmutableArray<PointsPosted> Postings, PointsPosted Accrual) WithTier(
        Func<MemberAccount, PointsPosted> decide, Circumstances at)
    {
        var postings = ImmutableArray.CreateBuilder<PointsPosted>(1);
        var account = this;
        if (account.ReviewTier(at) is { } due)
        {
            postings.Add(due);
            account = account.Apply(due);
        }

        var accrual = decide(account);
        postings.Add(accrual);
        account = account.Apply(accrual);
        if (account.ReviewTier(at) is { } reached)
        {
            postings.Add(reached);
        }

        return (postings.DrainToImmutable(), accrual);
    }

    /// <summary>Decides the award of a claimed code: its own points, and what the rules add to them.</summary>
    public (PointsPosted Posting, CodeClaimed Claim) Earn(EarnPoints command, Award? award, Circumstances at)
    {
        var points = command.Points + (award?.Points ?? Points.Zero);
        var posting = Accrue(
            new Accrual(PostingKind.Claim, $"code:{command.Code}", points, award?.ExtraMonths ?? 0),
            award is null ? null : new PostingDetail { Award = award, Uses = Uses(award, at.Today, 1) },
            at);
        var balance = Apply(posting).Balance(at.Today);
        return (posting, new CodeClaimed(
            command.Code, command.BatchId, Id, posting.Seq, posting.Points, balance, posting.PostedAt));
    }

    /// <summary>Decides what an event brings.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="day">Its day in the program's time zone.</param>
    /// <param name="award">What the rules give for it.</param>
    /// <param name="standing">What they knew.</param>
    /// <param name="at">Now.</param>
    public PointsPosted Credit(
        EarningEvent happened, DateOnly day, Award award, MemberStanding standing, Circumstances at)
    {
        var isOrder = happened.Kind == EarningEventKind.OrderPaid;
        var spendableOn = day.AddDays(at.Terms.PendingDays);
        var accrual = new Accrual(PostingKind.Accrual, happened.Key, award.Points, award.ExtraMonths)
        {
            StandsAlone = isOrder || happened.Kind == EarningEventKind.FriendOrdered, // May be taken back.
            SpendableOn = isOrder && spendableOn > at.Today ? spendableOn : null,
        };
        return Accrue(
            accrual,
            new PostingDetail
            {
                Award = award,
                Standing = isOrder ? standing : null,
                Uses = Uses(award, day, 1),
                CheckIn = standing.CheckInStreak > 0 ? new CheckIn(day, standing.CheckInStreak) : null,
                Counts = Counted(day, award.Points, isOrder ? happened.Amount : Money.Zero, isOrder ? 1 : 0),
            },
            at);
    }

    /// <summary>Decides an adjustment by hand that gives points.</summary>
    private PointsPosted AdjustUp(AdjustPoints command, Circumstances at) => Accrue(
        new Accrual(PostingKind.Adjustment, "adjustment", command.Points, ExtraMonths: 0)
        {
            Reason = command.Reason,
            Actor = command.Actor,
            Request = command.Request,
        },
        new PostingDetail(),
        at);

    /// <summary>Points come in: they settle what is owed first, and the rest opens a lot or joins one of the same end.</summary>
    private PointsPosted Accrue(Accrual accrual, PostingDetail? detail, Circumstances at)
    {
        var policy = at.Terms.Expiry;
        var expiresOn = ExpiryRules.LastDay(policy, at.Today, Profile.Birthday, accrual.ExtraMonths);
        var settled = Math.Min(accrual.Points.Value, Holdings.Debt);
        var slice = Joined(new LotSlice(
            Seq + 1,
            accrual.Points.Value - settled,
            at.Today,
            expiresOn,
            policy.Kind == ExpiryKind.Rolling ? policy.Months : 0,
            accrual.SpendableOn,
            accrual.StandsAlone,
            Notice: null));
        var isPlain = detail is null && settled == 0 && slice.RollingMonths == 0;
        var other = accrual.Kind == PostingKind.Adjustment ? ProgramAccount.Adjustment : ProgramAccount.Issuance;
        return Chained((Next(accrual.Kind, other, accrual.Points, accrual.Source, at) with
        {
            Lot = slice.Lot,
            ExpiresOn = expiresOn,
            Reason = accrual.Reason,
            Actor = accrual.Actor,
            Request = accrual.Request,
        }).With(isPlain ? null : (detail ?? new PostingDetail()) with
        {
            Given = slice.Points == 0 ? [] : [slice],
            Debt = -settled,
            Counts = detail?.Counts
                ?? (accrual.Kind == PostingKind.Claim ? Counted(at.Today, accrual.Points, Money.Zero, 0) : null),
        }));
    }

    /// <summary>The slice in the lot that it may join; points that may be reversed stand alone.</summary>
    private LotSlice Joined(LotSlice slice)
    {
        if (slice.StandsAlone)
        {
            return slice;
        }

        for (var i = Holdings.Lots.Length - 1; i >= 0; i--) // Mostly the latest.
        {
            if (IsOfOneEnd(Holdings.Lots[i], slice))
            {
                return slice with { Lot = Holdings.Lots[i].Lot };
            }
        }

        return slice;
    }

    // Field by field, for an account may have hundreds of lots. Days of earning may differ within one, unless the clock of
    // rolling points runs from them; nothing joins a lot whose end the member was told of.
    private static bool IsOfOneEnd(LotSlice lot, LotSlice slice) =>
        lot.ExpiresOn == slice.ExpiresOn
        && lot.RollingMonths == slice.RollingMonths
        && lot.SpendableOn == slice.SpendableOn
        && !lot.StandsAlone
        && lot.Notice is null
        && (slice.RollingMonths == 0 || lot.EarnedOn == slice.EarnedOn);

    private int Streak(DateOnly day) => Holdings.CheckIn is not { } last || last.Day < day.AddDays(-1)
        ? 1
        : last.Day == day ? last.Days : last.Days + 1;

    private static ImmutableArray<RuleUsage> Uses(Award award, DateOnly day, int sign) =>
    [
        .. award.Parts
            .Where(part => part.IsCapped && part.Points != Points.Zero)
            .Select(part => new RuleUsage(part.RuleId, day, part.Points * sign, part.Points * sign)),
    ];

    private static QualifyingMonth Counted(DateOnly day, Points points, Money spend, int orders) =>
        new(new DateOnly(day.Year, day.Month, 1), points, spend, orders);

    private sealed record Accrual(PostingKind Kind, string Source, Points Points, int ExtraMonths)
    {
        internal bool StandsAlone { get; init; }

        internal DateOnly? SpendableOn { get; init; }

        internal string? Reason { get; init; }

        internal string? Actor { get; init; }

        internal RequestId? Request { get; init; }
    }
}
