using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>When points will lapse.</summary>
public static class ExpiryRules
{
    /// <summary>The last day on which points earned on <paramref name="earnedOn"/> can be spent.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="earnedOn">The day they are earned.</param>
    /// <param name="birthday">The member's birthday, when told.</param>
    /// <param name="extraMonths">How much longer a campaign lets them live.</param>
    /// <returns><see langword="null"/> for ever.</returns>
    public static DateOnly? LastDay(ExpiryPolicy policy, DateOnly earnedOn, DateOnly? birthday, int extraMonths)
    {
        if (policy.Kind == ExpiryKind.Never)
        {
            return null;
        }

        var present = birthday?.Month == earnedOn.Month ? policy.BirthdayMonths : 0;
        var day = earnedOn.AddMonths(policy.Months + present + extraMonths);
        return policy.Kind switch
        {
            ExpiryKind.EndOfMonth => EndOfMonth(day.Year, day.Month),
            ExpiryKind.EndOfQuarter => EndOfMonth(day.Year, ((day.Month + 2) / 3) * 3),
            ExpiryKind.EndOfYear => EndOfMonth(day.Year, 12),
            _ => day,
        };
    }

    private static DateOnly EndOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}
