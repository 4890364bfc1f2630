using System.Diagnostics;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Orders;

namespace OrleansLoyalty.Orders;

/// <inheritdoc cref="ICheckoutGrain"/>
public sealed class CheckoutGrain(
    IJournal journal, CheckoutHolds holds, IProgramBook program, LoyaltyMetrics metrics, TimeProvider clock)
    : JournaledGrain(journal), ICheckoutGrain
{
    private CheckoutHeld? _held;

    private string Name => this.GetPrimaryKeyString();

    private PointsAsCash Cash => program.Terms.Cash;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _held = await holds.FindAsync(Name);

    /// <inheritdoc/>
    public async Task<CheckoutOutcome> Hold(HoldForOrder command)
    {
        DeactivateOnIdle();
        var outcome = _held is { } earlier ? await AgainAsync(earlier, command) : await HoldOnceAsync(command);
        if (outcome is not CheckoutAsAsked)
        {
            metrics.Refused("hold", outcome.GetType().Name);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<CheckoutOutcome> Post(CheckoutParty party)
    {
        DeactivateOnIdle();
        return _held is { } held && May(party, held) && party.Member is null
            ? Answer(held, await Account(held.Member).Post(new PostHold(Name)))
            : new CheckoutNotOpen();
    }

    /// <inheritdoc/>
    public async Task<CheckoutOutcome> Void(CheckoutParty party)
    {
        DeactivateOnIdle();
        return _held is { } held && May(party, held)
            ? Answer(held, await Account(held.Member).Void(new VoidHold(Name)))
            : new CheckoutNotOpen();
    }

    private async Task<CheckoutOutcome> HoldOnceAsync(HoldForOrder command)
    {
        if (Refuse(command) is { } refusal)
        {
            return refusal;
        }

        if (command.Code is { } code
            && (clock.GetUtcNow() >= code.ExpiresAt || await holds.FindByCodeAsync(code.Text) is not null))
        {
            return new CheckoutCodeUsed();
        }

        // The account first: what it refuses leaves nothing behind. A crash before the next entry leaves points that are
        // given back when their time is out.
        var held = new CheckoutHeld(
            Name,
            command.Member,
            command.Channel,
            command.Points,
            command.OrderAmount,
            command.Code?.Text,
            command.Actor,
            PostingChain.Rounded(clock.GetUtcNow()));
        var outcome = Answer(held, await AskAsync(held));
        if (outcome is not CheckoutAsAsked)
        {
            return outcome;
        }

        try
        {
            await Append(held);
        }
        catch (FenceRefusedException refused) when (refused.Fence == OrderFences.MemberCode)
        {
            await Account(held.Member).Void(new VoidHold(Name));
            return new CheckoutCodeUsed();
        }

        _held = held;
        return outcome;
    }

    private CheckoutOutcome? Refuse(HoldForOrder command)
    {
        if (command.Currency != program.Terms.Currency)
        {
            return new CheckoutCurrencyForeign(program.Terms.Currency);
        }

        if (command.OrderAmount.MinorUnits is < 1 or > Money.MaxMinorUnits)
        {
            return new CheckoutOutOfRange("orderAmountFen", 1, Money.MaxMinorUnits);
        }

        if (command.Points.Value is < 1 or > Points.MaxValue)
        {
            return new CheckoutOutOfRange("points", 1, Points.MaxValue);
        }

        var quote = CashQuote.For(Cash, command.OrderAmount, Points.Zero);
        return command.Points > quote.MaxPoints
            ? new CheckoutAboveShare(quote.MaxPoints, quote.MaxWorth, Cash.MaxPercent)
            : null;
    }

    private async Task<CheckoutOutcome> AgainAsync(CheckoutHeld earlier, HoldForOrder command) =>
        (earlier.Member, earlier.Channel, earlier.Points, earlier.Amount, earlier.MemberCode)
            == (command.Member, command.Channel, command.Points, command.OrderAmount, command.Code?.Text)
            ? Answer(earlier, await AskAsync(earlier))
            : new CheckoutNameReused();

    private Task<HoldOutcome> AskAsync(CheckoutHeld held) => Account(held.Member).Hold(new HoldPoints(
        Name, held.Points, held.HeldAt.AddMinutes(Cash.HoldMinutes), "checkout", held.Actor));

    private CheckoutOutcome Answer(CheckoutHeld held, HoldOutcome outcome) => outcome switch
    {
        HoldAsAsked asked => new CheckoutAsAsked(
            Name, held.Member, asked.Points, CashQuote.WorthOf(Cash, asked.Points), asked.Balance, asked.TimesOutAt),
        HoldBalanceTooLow(var balance, var points) => new CheckoutBalanceTooLow(balance, points),
        HoldTooMany(var limit) => new CheckoutTooMany(limit),
        HoldAccountFrozen => new CheckoutFrozen(),
        HoldNameReused => new CheckoutNameReused(),
        HoldNotOpen or HoldImpossible => new CheckoutNotOpen(),
        var other => throw new UnreachableException($"{other.GetType().Name} has no answer."),
    };

    private static bool May(CheckoutParty party, CheckoutHeld held) =>
        party.IsStaff
        || (party.Member is { } member && member == held.Member)
        || (party.Channel is { } channel && (held.Channel is null || held.Channel == channel));

    private IMemberAccountGrain Account(MemberId member) => GrainFactory.GetGrain<IMemberAccountGrain>(member.Value);
}
