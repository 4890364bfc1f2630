using OrleansLoyalty.Earning;
using OrleansLoyalty.Journal;
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
        for (var tries = 1; ; tries++)
        {
            try
            {
                var outcome = await account.Credit(new CreditEvent(happened));
                if (outcome is Credited credited)
                {
                    return new EarnedCredit(credited.Seq, credited.Award, credited.SpendableOn, credited.ExpiresOn, now);
                }

                if (outcome is not CreditBudgetGone || tries == MaxTries)
                {
                    throw new InvalidOperationException($"Event {happened.Key} is answered by {outcome.GetType().Name}.");
                }
            }
            catch (LaneBrokenException) when (tries < MaxTries)
            {
                // An earlier credit of the member found a budget gone and took this one with it: it was not written.
            }
        }
    }
}
