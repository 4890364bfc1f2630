using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>Accounts and commands for specifications, with only the facts that matter.</summary>
internal static class AMember
{
    internal static readonly MemberId Id = new("m-1");

    internal static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    internal static readonly DateOnly Today = new(2026, 11, 22);

    internal static readonly Circumstances AtNoon = new(Noon, Today, ProgramTerms.Default);

    internal static readonly RequestId ARequest = new("request-1");

    internal static MemberAccount With(long points)
    {
        var account = MemberAccount.New(Id, Today);
        return points == 0
            ? account
            : account.Apply(account.Earn(new EarnPoints("CODE-0", 1, new Points(points)), null, AtNoon).Posting);
    }

    internal static SpendPoints Spending(long price) => new("i-1", 1, new Points(price), ARequest);

    internal static AdjustPoints Adjusting(long points) => new(new Points(points), "goodwill", "admin-1", ARequest);
}
