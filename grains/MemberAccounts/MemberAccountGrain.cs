using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansLoyalty.Adjustments;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Mall;
using OrleansLoyalty.ProductCodes;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Mall;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.MemberAccounts;

/// <inheritdoc cref="IMemberAccountGrain"/>
[Reentrant] // Many postings may wait for the same batch; each turn still runs alone.
public sealed class MemberAccountGrain(
    IJournal journal,
    IAccountLoad accounts,
    IEarlierRedemptions redemptions,
    IEarlierAdjustments adjustments,
    IOptions<ScanLimitOptions> scanLimit,
    LoyaltyMetrics metrics,
    TimeProvider clock) : JournaledGrain(journal), IMemberAccountGrain
{
    private readonly RecentRequests<Redemption> _recent = new();
    private readonly ChangeWatch _watch = new(clock);
    private MemberAccount? _account;
    private UnknownCodeAttempts _attempts = UnknownCodeAttempts.None;

    private MemberId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _account = await accounts.LoadAsync(Id.Value) is { } row ? MemberAccount.From(row) : null;

    /// <inheritdoc/>
    public async Task<JoinOutcome> Join(JoinProgram command)
    {
        if (_account is null)
        {
            _account = MemberAccount.New(Id);
            var now = PostingChain.Rounded(clock.GetUtcNow());
            try
            {
                await Append(new MemberJoined(Id, command.Phone, command.Name, now));
            }
            catch (FenceRefusedException refused) when (refused.Fence == MemberFences.Phone)
            {
                return new PhoneTaken();
            }
        }

        await LastAppend;
        return new Joined(_account.View);
    }

    /// <inheritdoc/>
    public async Task<EarnOutcome> Earn(EarnPoints command)
    {
        var now = clock.GetUtcNow();
        if (_attempts.MustWait(scanLimit.Value, now) is { } wait)
        {
            return new EarnTooManyAttempts(wait);
        }

        var (posting, claim) = Existing.Earn(command, now);
        await Post(posting, claim);
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
        if (await Earlier(command.Request) is { } earlier)
        {
            return new SpentBefore(earlier);
        }

        // No await from here to the hand-over. A twin of this request may have been decided during the look-up above.
        if (_recent.Find(command.Request) is { } twin)
        {
            return new SpentBefore(await twin);
        }

        if (Existing.Spend(command, NewId(), clock.GetUtcNow()) is not var (posting, fact))
        {
            var balance = _account!.Balance;
            await LastAppend;
            return new BalanceTooLow(balance, command.Price);
        }

        var redemption = new Redemption(
            fact.Id, fact.ItemId, Id, fact.Quantity, fact.Points, fact.BalanceAfter, fact.RedeemedAt);
        var posted = Post(posting, fact);
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
    public async Task<AdjustOutcome> Adjust(AdjustPoints command)
    {
        if (command.Points == Points.Zero || command.Points.Value is < -Points.MaxValue or > Points.MaxValue)
        {
            return new AdjustOutOfRange(new Points(-Points.MaxValue), new Points(Points.MaxValue));
        }

        if (_account is null)
        {
            return new AdjustMemberNotFound();
        }

        if (await adjustments.FindAsync(Id, command.Request) is { } earlier)
        {
            return SameInput(earlier, command) ? new Adjusted(earlier.Posting) : new AdjustRequestReused();
        }

        if (_account.Adjust(command, clock.GetUtcNow()) is not { } posting)
        {
            var balance = _account.Balance;
            await LastAppend;
            return new AdjustBalanceTooLow(balance, -command.Points);
        }

        await Post(posting, AdjustmentApprovals.Facts(command, posting.PostedAt));
        return new Adjusted(new AccountPosting(
            posting.Seq, posting.Kind, posting.Points, posting.BalanceAfter, posting.Source, posting.Reason, posting.PostedAt));
    }

    /// <inheritdoc/>
    public async Task<AccountView?> View()
    {
        // What is in memory was decided before this read, so the answer waits until it is durable.
        var view = _account?.View;
        await LastAppend;
        return view;
    }

    /// <inheritdoc/>
    public async Task<AccountView?> ViewAfter(long seq, CancellationToken cancellation)
    {
        if (_account is null || _account.Seq <= seq)
        {
            await _watch.NextAsync(cancellation);
        }

        return await View();
    }

    private MemberAccount Existing =>
        _account ?? throw new InvalidOperationException($"Member {Id} has not joined; points were to be posted to it.");

    private Task<Redemption?> Earlier(RequestId request) =>
        _recent.Find(request) is { } recent ? Found(recent) : redemptions.LoadAsync((Id, request));

    private static async Task<Redemption?> Found(Task<Redemption> recent) => await recent;

    private static async Task<Redemption> After(Task posted, Redemption redemption)
    {
        await posted;
        return redemption;
    }

    private static bool SameInput(EarlierAdjustment earlier, AdjustPoints command) =>
        earlier.Posting.Points == command.Points
        && earlier.Posting.Reason == command.Reason
        && earlier.Actor == command.Actor;

    private static string NewId() => $"r-{Guid.CreateVersion7():N}";

    /// <summary>Adopts a decided posting and hands it over, in one turn.</summary>
    private Task Post(PointsPosted posting, params Fact[] more)
    {
        _account = Existing.Apply(posting);
        _watch.Changed();
        return Append([posting, .. more]);
    }
}
