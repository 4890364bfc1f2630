using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.MemberAccounts;

/// <summary>
/// A posting says one point more than it left, and a hold of the account times out. That ended the process, on every
/// silo and after each restart; and it failed the accounts that were loaded with it.
/// </summary>
public sealed class AnAccountThatDoesNotFold : IAsyncLifetime
{
    private const string Line =
        "AccountRounds passed over m-broken: InvalidOperationException: "
        + "Posting 1 of member m-broken leaves 300 points in lots, holds and debt; it says 301.";

    private static readonly string[] Members = ["m-broken", "m-next", "m-other"];

    private readonly MovedClock _clock = new();
    private LoyaltyCluster _cluster = null!;

    private LogLines Log => _cluster.Services.GetServices<ILoggerProvider>().OfType<LogLines>().Single();

    public async Task InitializeAsync()
    {
        _cluster = await LoyaltyCluster.WithAsync(services => services
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock))
            // Orleans has two clocks: by the one that is ahead a silo that starts has tried to join for a day.
            .Configure<ClusterMembershipOptions>(options => options.EvictWhenMaxJoinAttemptTimeExceeded = false)
            .AddSingleton<ILoggerProvider, LogLines>());
        foreach (var member in Members)
        {
            var account = Account(member);
            await account.Join(new JoinProgram(null, null));
            await account.Adjust(new AdjustPoints(new Points(300), "gift", "admin", new RequestId(member)));
            await account.Hold(new HoldPoints("h", new Points(200), _clock.GetUtcNow().AddMinutes(30), "test", null));
        }

        await _cluster.StopAsync();
        await _cluster.Database.ScalarAsync(
            "update postings set balance_after = balance_after + 1 where member_id = 'm-broken' and seq = 1");
        await _cluster.Database.ScalarAsync("update account_dues set due_on = '2020-01-01'");
        _clock.Move(TimeSpan.FromDays(1));
        await _cluster.StartAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Keeps_neither_the_process_nor_the_accounts_beside_it_from_what_is_due()
    {
        var host = _cluster.Services.GetRequiredService<IHostApplicationLifetime>();
        var ended = new TaskCompletionSource();
        await using var whenEnded = host.ApplicationStopping.Register(ended.SetResult);

        var told = Log.FirstAsync("AccountRounds passed over m-broken");
        Assert.Same(told, await Task.WhenAny(told, ended.Task));
        await _cluster.RunDueAsync();

        Assert.False(host.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(
            "m-next m-other",
            await _cluster.Database.ScalarAsync(
                "select string_agg(member_id, ' ' order by member_id) from postings where kind = 13"));
        Assert.Equal(
            true,
            await _cluster.Database.ScalarAsync(
                "select finished_at is not null from daily_runs order by day desc limit 1"));
    }

    [Fact]
    public async Task Is_counted_and_named_in_a_line_without_a_stack_trace()
    {
        await _cluster.RunDueAsync();

        Assert.All(
            Log.With("m-broken").Where(line => line.Category == typeof(AccountRounds).FullName),
            line => Assert.Equal((Line, null), (line.Message, line.Exception)));
        Assert.NotEmpty(Log.With("AccountRounds passed over m-broken"));
        using var anonymous = _cluster.Anonymous();
        Assert.Matches(
            "loyalty_rounds_rows_failed_total\\{rounds=\"AccountRounds\"\\} [1-9]",
            await anonymous.Http.GetStringAsync("metrics"));
    }

    [Fact]
    public async Task Fails_its_own_calls_again_and_again_and_no_others()
    {
        for (var again = 0; again < 2; again++)
        {
            var views = Members.Select(member => Record.ExceptionAsync(() => Account(member).View())).ToList();

            Assert.Equal(
                [typeof(InvalidOperationException), null, null],
                (await Task.WhenAll(views)).Select(fault => fault?.GetType()));
        }
    }

    private IMemberAccountGrain Account(string member) => _cluster.Grains.GetGrain<IMemberAccountGrain>(member);
}
