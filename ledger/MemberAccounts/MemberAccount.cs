using System.Collections.Immutable;
using OrleansLoyalty.Profiles;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// A member's account and the rules it decides by. Deciding never changes it: a decision is the postings that carry it
/// out, which the account then applies.
/// </summary>
/// <param name="State">What the postings so far have made of it.</param>
/// <param name="Profile">What is known of the member.</param>
/// <param name="JoinedOn">The day the member joined, in the program's time zone.</param>
public sealed partial record MemberAccount(AccountState State, MemberProfile Profile, DateOnly JoinedOn)
{
    /// <summary>How many holds and frozen amounts an account may have at a time.</summary>
    public const int MaxHolds = 100;

    /// <summary>Whose.</summary>
    public MemberId Id => State.Member;

    /// <summary>Number of the last posting; 0 before the first.</summary>
    public long Seq => State.Seq;

    private AccountHoldings Holdings => State.Holdings;

    /// <summary>What can be spent on a day: what is neither pending nor set aside, less the debt.</summary>
    public Points Balance(DateOnly today) => Holdings.IsFrozen ? Points.Zero : new Points(Spendable(today));

    /// <summary>The account of a member who has just joined.</summary>
    public static MemberAccount New(MemberId id, DateOnly joinedOn) =>
        new(AccountState.New(id), MemberProfile.None, joinedOn);

    /// <summary>The account with one more posting.</summary>
    public MemberAccount Apply(PointsPosted posting) => this with { State = State.Apply(posting) };

    /// <summary>The account with more postings.</summary>
    public MemberAccount Apply(ReadOnlySpan<PointsPosted> postings)
    {
        var state = State;
        foreach (var posting in postings)
        {
            state = state.Apply(posting);
        }

        return this with { State = state };
    }

    /// <summary>When something is to be done for it, unless that is what it was before some postings.</summary>
    public AccountDue? DueSince(MemberAccount before) => State.Due is var due && due != before.State.Due ? due : null;

    /// <summary>What callers see of it.</summary>
    public AccountView View(DateOnly today, TierLadder ladder)
    {
        var (frozen, held) = (0L, 0L);
        foreach (var hold in Holdings.Holds)
        {
            (frozen, held) = hold.Terms.IsFreeze ? (frozen + hold.Points, held) : (frozen, held + hold.Points);
        }

        return new AccountView(
            Id,
            Seq,
            Balance(today),
            State.Total,
            new Points(Holdings.Lots.Where(lot => lot.SpendableOn > today).Sum(lot => lot.Points)),
            new Points(held),
            new Points(frozen + (Holdings.IsFrozen ? Spendable(today) : 0)),
            new Points(Holdings.Debt),
            Holdings.IsFrozen,
            Holdings.Lots,
            [.. Holdings.Holds.Select(hold => new AccountHold(
                hold.Terms.Name, hold.Terms.IsFreeze, new Points(hold.Points), hold.Terms.Purpose, hold.Terms.TimesOutAt))],
            Standing(ladder),
            Holdings.Months);
    }

    /// <summary>The posting by which the tier changes today, if it does.</summary>
    public PointsPosted? ReviewTier(Circumstances at) =>
        ChangeTier(TierRules.Review(at.Terms.Tiers, Standing(at.Terms.Tiers), Holdings.Months, at.Today), at);

    private TierStanding Standing(TierLadder ladder) => Holdings.Tier ?? TierRules.Initial(ladder, JoinedOn);

    private PointsPosted? ChangeTier(TierStanding reviewed, Circumstances at) => reviewed == Standing(at.Terms.Tiers)
        ? null
        : Step(PostingKind.TierChange, $"tier:{reviewed.Tier}", new PostingDetail { Tier = reviewed }, at);

    private long Spendable(DateOnly today)
    {
        var sum = 0L;
        foreach (var lot in Holdings.Lots)
        {
            sum += lot.SpendableOn > today ? 0 : lot.Points;
        }

        return Math.Max(0, sum - Holdings.Debt);
    }

    /// <summary>Takes points from what can be spent, the earliest last day first.</summary>
    private ImmutableArray<LotSlice> Take(Points points, DateOnly today)
    {
        var left = points.Value;
        var taken = ImmutableArray.CreateBuilder<LotSlice>(1);
        foreach (var lot in Holdings.Lots)
        {
            if (left == 0)
            {
                break;
            }

            if (!(lot.SpendableOn > today))
            {
                var share = Math.Min(left, lot.Points);
                taken.Add(lot with { Points = share });
                left -= share;
            }
        }

        return left == 0
            ? taken.DrainToImmutable()
            : throw new InvalidOperationException($"{points} points were to be taken; the lots are {left} short.");
    }

    /// <summary>A step that moves no points.</summary>
    private PointsPosted Step(PostingKind kind, string source, PostingDetail detail, Circumstances at) =>
        Chained(Next(kind, ProgramAccount.None, Points.Zero, source, at).With(detail));

    private PointsPosted Next(PostingKind kind, ProgramAccount other, Points points, string source, Circumstances at) => new(
        Id, Seq + 1, kind, other, points, State.Total + points, source, PostingChain.Rounded(at.Now), at.Today, default);

    private PointsPosted Chained(PointsPosted posting) =>
        posting with { Hash = PostingChain.Next(State.Hash.Span, posting) };
}
