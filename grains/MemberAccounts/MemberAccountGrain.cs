using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Mall;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.MemberAccounts;

/// <inheritdoc cref="IMemberAccountGrain"/>
[Reentrant] // Many postings may wait for the same batch; each turn still runs alone.
public sealed partial class MemberAccountGrain(
    IJournal journal,
    IAccountLoad accounts,
    IEarlierRedemptions redemptions,
    IEarlierPostings earlier,
    IProgramBook program,
    IRuleBooks rules,
    IOptions<ScanLimitOptions> scanLimit,
    LoyaltyMetrics metrics,
    TimeProvider clock) : JournaledGrain(journal), IMemberAccountGrain
{
    private readonly RecentRequests<Redemption> _recent = new();
    private readonly RecentRequests<PointsPosted> _recentPostings = new();
    private readonly ChangeWatch _watch = new(clock);
    private MemberAccount? _account;
    private UnknownCodeAttempts _attempts = UnknownCodeAttempts.None;

    private MemberId Id => new(this.GetPrimaryKeyString());

    private Circumstances Now => At(clock.GetUtcNow());

    private MemberAccount Existing =>
        _account ?? throw new InvalidOperationException($"Member {Id} has not joined; points were to be posted to it.");

    private Points Balance => Existing.Balance(Now.Today);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _account = await accounts.LoadAsync(Id.Value) is { } row
            ? new MemberAccount(row.State, row.Profile, program.Today(row.JoinedAt))
            : null;

    /// <inheritdoc/>
    public async Task<JoinOutcome> Join(JoinProgram command)
    {
        if (_account is null)
        {
            var now = PostingChain.Rounded(clock.GetUtcNow());
            _account = MemberAccount.New(Id, program.Today(now));
            var justNow = new Joined(ViewNow());
            try
            {
                await Append(new MemberJoined(Id, command.Phone, command.Name, now));
                return justNow;
            }
            catch (FenceRefusedException refused) when (refused.Fence == MemberFences.Phone)
            {
                return new PhoneTaken();
            }
        }

        var joined = new Joined(ViewNow());
        await Confirmed();
        return joined;
    }

    /// <inheritdoc/>
    public async Task<EarnOutcome> Earn(EarnPoints command)
    {
        var at = Now;
        if (_attempts.MustWait(scanLimit.Value, at.Now) is { } wait)
        {
            return new EarnTooManyAttempts(wait);
        }

        CodeClaimed claim = null!; // Decided with the accrual.
        var (postings, accrual) = Existing.WithTier(
            account =>
            {
                (var posting, claim) = account.Earn(command, AwardOf(command, account, at), at);
                return posting;
            },
            at);
        if (!await PostWithin(postings, accrual, before: null, claim))
        {
            return new EarnBudgetGone();
        }

        metrics.Claimed(claim.Points);
        return new Earned(new Claim(claim.Code, claim.Points, claim.BalanceAfter, claim.ClaimedAt));
    }

    /// <inheritdoc/>
    public async Task<ScanOutcome> NoteUnknownCode()
    {
        var outcome = await MayScan();
        if (outcome is ScanAllowed)
        {
            _attempts = _attempts.Add(scanLimit.Value, clock.GetUtcNow());
        }

        return outcome;
    }

    /// <inheritdoc/>
    public Task<ScanOutcome> MayScan()
    {
        ScanOutcome outcome = _attempts.MustWait(scanLimit.Value, clock.GetUtcNow()) is { } wait
            ? new ScanRefused(wait)
            : new ScanAllowed();
        return Task.FromResult(outcome);
    }

    /// <inheritdoc/>
    public async Task<SpendOutcome> Spend(SpendPoints command)
    {
        if (await Earlier(command.Request) is { } before)
        {
            return new SpentBefore(before);
        }

        // No await from here to the hand-over. A twin of this request may have been decided during the look-up above.
        if (_recent.Find(command.Request) is { } twin)
        {
            return new SpentBefore(await twin);
        }

        var at = Now;
        if (Existing.IsFrozen)
        {
            await Confirmed();
            return new SpendAccountFrozen();
        }

        if (Existing.Spend(command, NewId(), at) is not var (posting, fact))
        {
            var balance = Existing.Balance(at.Today);
            await Confirmed();
            return new BalanceTooLow(balance, command.Price);
        }

        var posted = Post([posting], fact);
        var redemption = new Redemption(
            fact.Id, fact.ItemId, Id, fact.Quantity, fact.Points, fact.BalanceAfter, fact.RedeemedAt);
        _recent.Remember(command.Request, After(posted, redemption));
        try
        {
            await posted;
        }
        catch (FenceRefusedException refused) when (refused.Fence == MallFences.Stock)
        {
            return new StockGone();
        }

        metrics.Redeemed(redemption.Points);
        return new Spent(redemption);
    }

    /// <inheritdoc/>
    public async Task<AccountView?> View()
    {
        var view = _account is null ? null : ViewNow();
        await Confirmed();
        return view;
    }

    /// <inheritdoc/>
    public async Task<AccountView?> ViewAfter(long seq, CancellationToken cancellation)
    {
        if (!HasPostingAfter(seq))
        {
            await _watch.NextAsync(cancellation);
        }

        // "Nothing new" tells nothing of the account and needs no confirmation: an open page writes nothing.
        return HasPostingAfter(seq) ? await View() : null;
    }

    private bool HasPostingAfter(long seq) => _account is { } known && known.Seq > seq;

    private AccountView ViewNow()
    {
        var at = Now;
        return Existing.View(at.Today, at.Terms.Tiers);
    }

    private Circumstances At(DateTimeOffset now) => new(now, program.Today(now), program.Terms);

    private Award? AwardOf(EarnPoints command, MemberAccount account, Circumstances at)
    {
        var book = rules.At(at.Now);
        if (!book.HasRulesFor(EarningEventKind.CodeClaimed))
        {
            return null;
        }

        var claimed = EarningEvent.OfCode(command.Code, command.BatchId, command.Product, command.Category, at.Now);
        return book.Award(claimed, account.StandingFor(claimed, at.Today, at), at.Today, command.Points);
    }

    private Task<Redemption?> Earlier(RequestId request) =>
        _recent.Find(request) is { } recent ? Found(recent) : redemptions.LoadAsync((Id, request));

    private static async Task<Redemption?> Found(Task<Redemption> recent) => await recent;

    private static async Task<TDone> After<TDone>(Task posted, TDone done)
    {
        await posted;
        return done;
    }

    private static string NewId() => $"r-{Guid.CreateVersion7():N}";

    /// <summary>
    /// What an answer that posts nothing waits for: all that it tells of is durable, and nobody has posted since, as another
    /// activation might that lives beside this one for some seconds.
    /// </summary>
    private Task Confirmed() => _account is { } known ? Append(new AccountUnchanged(Id, known.Seq)) : LastAppend;

    /// <summary>Adopts decided postings and hands them over, in one turn.</summary>
    private Task Post(ReadOnlySpan<PointsPosted> postings, params ReadOnlySpan<Fact> more)
    {
        var before = Existing;
        _account = before.Apply(postings);
        _watch.Changed();
        return _account.DueSince(before) is { } due ? Append([.. postings, due, .. more]) : Append([.. postings, .. more]);
    }

    /// <summary>
    /// Does what a request asks for once: a repetition is answered from the posting that carried it out. Between the
    /// decision and the hand-over nothing is awaited.
    /// </summary>
    /// <param name="request">The natural key of what is asked.</param>
    /// <param name="answer">Makes the answer of the posting that carries the request.</param>
    /// <param name="decide">Decides a request that is new.</param>
    private async Task<TOutcome> Once<TOutcome>(
        RequestId request, Func<PointsPosted, Points, TOutcome> answer, Func<Circumstances, Decision<TOutcome>> decide)
    {
        var known = _recentPostings.Find(request) is { } recent ? await recent : await earlier.FindAsync(Id, request);
        if (known is null && _recentPostings.Find(request) is { } twin)
        {
            known = await twin;
        }

        if (known is not null)
        {
            var now = answer(known, Balance);
            await Confirmed();
            return now;
        }

        var decision = decide(Now);
        if (decision.Postings.IsEmpty)
        {
            await Confirmed();
            return decision.Refusal!;
        }

        var posted = Post(decision.Postings.AsSpan(), decision.More.AsSpan());
        _recentPostings.Remember(request, After(posted, decision.Carrier));
        var outcome = answer(decision.Carrier, Balance);
        await posted;
        return outcome;
    }

    /// <summary>What was decided of a request: a refusal, or postings, one of which carries the request.</summary>
    private readonly record struct Decision<TOutcome>(
        TOutcome? Refusal, ImmutableArray<PointsPosted> Postings, ImmutableArray<Fact> More)
    {
        internal PointsPosted Carrier => Postings.First(posting => posting.Request is not null);
    }

    private static Decision<TOutcome> Refuse<TOutcome>(TOutcome refusal) => new(refusal, [], []);

    private static Decision<TOutcome> Do<TOutcome>(params ImmutableArray<PointsPosted> postings) => new(default, postings, []);
}
