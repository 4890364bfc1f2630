using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Orders;

/// <summary>Credits events to accounts, for the grains that record them.</summary>
internal static class Crediting
{
    // Each campaign whose budget is gone is asked once; more campaigns than these do not end in one moment.
    private const int MaxTries = 20;

    /// <summary>Credits an event of a member who has joined.</summary>
    /// <exception cref="InvalidOperationException">The account refuses it: a broken invariant.</exception>
    internal static async Task<EarnedCredit> CreditAsync(this IMemberAccountGrain account, EarningEvent happened, DateTimeOffset now)
    {
        CreditOutcome outcome;
        var tries = 0;
        do
        {
            outcome = await account.Credit(new CreditEvent(happened));
        }
        while (outcome is CreditBudgetGone && ++tries < MaxTries);

        return outcome is Credited credited
            ? new EarnedCredit(credited.Seq, credited.Award, credited.SpendableOn, credited.ExpiresOn, now)
            : throw new InvalidOperationException($"Event {happened.Key} is answered by {outcome.GetType().Name}.");
    }
}
