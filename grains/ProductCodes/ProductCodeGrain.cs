using System.Diagnostics;
using Orleans.Concurrency;
using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.ProductCodes;

/// <inheritdoc cref="IProductCodeGrain"/>
[StatelessWorker(1)] // Where its call arrives, and in no directory: it is gone after it (docs/decisions/0014).
[Reentrant] // So that those who wait are counted; they take turns all the same.
public sealed class ProductCodeGrain(IJournal journal, ICodeLoad codes, LoyaltyMetrics metrics, TimeProvider clock)
    : JournaledGrain(journal), IProductCodeGrain
{
    private ProductCode _code = null!; // Loaded before the first call.

    // What can be no code is looked for under a name that none has: were it not looked for at all, the time of the
    // answer would tell a guesser what codes look like.
    private const string NobodysCode = "-";

    private Task _lastTurn = Task.CompletedTask;
    private int _present;
    private bool _isUnsure;

    private string Code => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => LoadAsync();

    /// <inheritdoc/>
    public Task<ClaimOutcome> Claim(ClaimProductCode command) => InTurn(async () =>
    {
        var outcome = _code switch
        {
            ProductCode.Active active => await Claim(active, command.Member),
            ProductCode.ClaimedBy claimed when claimed.Member == command.Member => claimed.Answer(command.Member),
            var ended => await Refuse(ended, command.Member),
        };

        if (outcome is not Claimed)
        {
            metrics.Refused("claim", outcome.GetType().Name);
        }

        return outcome;
    });

    /// <inheritdoc/>
    public Task<VoidOutcome> Void(VoidProductCode command) => InTurn<VoidOutcome>(async () =>
    {
        switch (_code)
        {
            case ProductCode.Unknown:
                return new VoidCodeNotFound();
            case ProductCode.ClaimedBy claimed:
                return new VoidAlreadyClaimed(claimed.Claim.ClaimedAt);
            case ProductCode.Active active:
                var now = PostingChain.Rounded(clock.GetUtcNow());
                _code = new ProductCode.Void();
                await Append(new CodeVoided(active.Code, active.BatchId, command.Reason, command.Actor, now));
                return new Voided();
            default:
                return new Voided();
        }
    });

    /// <summary>One call at a time. The last to leave ends the activation, and the next call begins a new one.</summary>
    /// <remarks>
    /// A code is asked about once or twice in its life, so it keeps no memory: a million codes cost what one does. Were
    /// the activation to end under those who wait, each of them would be handed on once for everybody before it.
    /// </remarks>
    private async Task<TOutcome> InTurn<TOutcome>(Func<Task<TOutcome>> call)
    {
        var before = _lastTurn;
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _lastTurn = turn.Task;
        _present++;
        await before;
        try
        {
            if (_isUnsure)
            {
                await LoadAsync();
            }

            return await call();
        }
        catch
        {
            // What it adopted may not be durable: whoever is next asks the database.
            _isUnsure = true;
            throw;
        }
        finally
        {
            turn.SetResult();
            if (--_present == 0)
            {
                // A void code that stayed in memory would be told from one that nobody printed by how soon it is refused.
                DeactivateOnIdle();
            }
        }
    }

    private async Task<ClaimOutcome> Claim(ProductCode.Active active, MemberId member)
    {
        EarnOutcome outcome;
        try
        {
            do
            {
                outcome = await Account(member).Earn(
                    new EarnPoints(active.Code, active.BatchId, active.Points, active.Product, active.Category));
            }
            while (outcome is EarnBudgetGone); // A campaign's budget is used up: the rules decide without it.
        }
        catch (FenceRefusedException)
        {
            // Another activation of this code or of the account was first; what is durable decides.
            await LoadAsync();
            if (_code is ProductCode.Active)
            {
                throw;
            }

            return _code is ProductCode.ClaimedBy claimed ? claimed.Answer(member) : new ClaimCodeVoid();
        }

        if (outcome is not Earned earned)
        {
            return new ClaimTooManyAttempts(((EarnTooManyAttempts)outcome).RetryAfter);
        }

        _code = new ProductCode.ClaimedBy(member, earned.Claim);
        return new Claimed(earned.Claim);
    }

    // A member who has guessed too often learns nothing more, not even which codes exist.
    private async Task<ClaimOutcome> Refuse(ProductCode code, MemberId member)
    {
        var scan = code is ProductCode.Unknown
            ? await Account(member).NoteUnknownCode()
            : await Account(member).MayScan();
        return (scan, code) switch
        {
            (ScanRefused refused, _) => new ClaimTooManyAttempts(refused.RetryAfter),
            (_, ProductCode.Unknown) => new ClaimCodeNotFound(),
            (_, ProductCode.ClaimedBy claimed) => claimed.Answer(member),
            (_, ProductCode.Void) => new ClaimCodeVoid(),
            _ => throw new UnreachableException($"{code.GetType().Name} is no refusal."),
        };
    }

    private async Task LoadAsync()
    {
        _code = ProductCode.From(await codes.LoadAsync(CodeText.IsWellFormed(Code) ? Code : NobodysCode));
        _isUnsure = false;
    }

    private IMemberAccountGrain Account(MemberId member) => GrainFactory.GetGrain<IMemberAccountGrain>(member.Value);
}
