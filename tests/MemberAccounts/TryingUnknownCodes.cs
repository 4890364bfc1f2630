using OrleansLoyalty.MemberAccounts;
using static OrleansLoyalty.Tests.MemberAccounts.AMember;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class TryingUnknownCodes
{
    private readonly ScanLimitOptions _limit = new() { MaxUnknownCodes = 10, Window = TimeSpan.FromMinutes(10) };

    [Fact]
    public void Is_allowed_until_the_tenth() => Assert.Null(After(9, Noon).MustWait(_limit, Noon));

    [Fact]
    public void Is_refused_after_the_tenth_until_the_first_is_ten_minutes_old()
    {
        var attempts = After(10, Noon);

        Assert.Equal(TimeSpan.FromMinutes(10), attempts.MustWait(_limit, Noon));
        Assert.Equal(TimeSpan.FromSeconds(1), attempts.MustWait(_limit, Noon.AddMinutes(10).AddSeconds(-1)));
        Assert.Null(attempts.MustWait(_limit, Noon.AddMinutes(10)));
    }

    [Fact]
    public void Forgets_what_is_older_than_the_window_so_that_memory_stays_bounded()
    {
        var attempts = UnknownCodeAttempts.None;
        for (var minute = 0; minute < 1_000; minute++)
        {
            attempts = attempts.Add(_limit, Noon.AddMinutes(minute));
        }

        Assert.Equal(10, attempts.Count);
        Assert.Equal(10, attempts.Moments.Count());
    }

    private UnknownCodeAttempts After(int attempts, DateTimeOffset at) =>
        Enumerable.Range(0, attempts).Aggregate(UnknownCodeAttempts.None, (all, _) => all.Add(_limit, at));
}
