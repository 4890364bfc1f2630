using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.MemberAccounts;

public sealed class TheDailyRun : IAsyncLifetime
{
    private readonly AShop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    private DateOnly Today => DateOnly.FromDateTime(_shop.Clock.GetUtcNow().UtcDateTime.AddHours(8)); // Where the program is.

    [Fact]
    public async Task Goes_on_where_it_was_cut_off_and_does_no_harm_when_it_comes_again_or_late()
    {
        using (var admin = await _shop.Cluster.AdminAsync())
        {
            await admin.FieldAsync(
                "mutation { setProgramTerms(input: { expiryPolicy: { kind: FIXED_MONTHS, months: 2, birthdayMonths: 0 } }) { errors { __typename } } }");
        }

        var members = new List<string>();
        for (var number = 1; number <= 3; number++)
        {
            var (client, id) = await _shop.JoinAsync($"1380009700{number}");
            client.Dispose();
            await _shop.GiveAsync(id, 100);
            members.Add(id);
        }

        // A run of the day of the first notices had looked after two of them when it was cut off.
        members.Sort(string.CompareOrdinal);
        var day = Today.AddMonths(2).AddDays(-30);
        await _shop.Cluster.Database.ScalarAsync(
            $"insert into daily_runs (day, after, accounts) values ('{day:yyyy-MM-dd}', '{members[1]}', 2)");
        await _shop.Cluster.ProjectAsync();
        _shop.Clock.Move(TimeSpan.FromDays(day.DayNumber - Today.DayNumber));
        await _shop.Cluster.RunDueAsync();
        await _shop.Cluster.RunDueAsync();

        Assert.Equal(members[2], await _shop.Cluster.Database.ScalarAsync("select string_agg(member_id, ' ') from expiry_notices"));
        Assert.Equal(3L, await _shop.Cluster.Database.ScalarAsync(
            $"select accounts from daily_runs where day = '{day:yyyy-MM-dd}' and finished_at is not null"));

        // The two are told a day late; all are told twice and lapse once, however often the run comes.
        for (var days = 1; days <= 32; days++)
        {
            await _shop.Cluster.ProjectAsync();
            _shop.Clock.Move(TimeSpan.FromDays(1));
            await _shop.Cluster.RunDueAsync();
            await _shop.Cluster.RunDueAsync();
        }

        Assert.Equal(6L, await _shop.Cluster.Database.ScalarAsync("select count(*) from expiry_notices"));
        Assert.Equal(3L, await _shop.Cluster.Database.ScalarAsync("select count(*) from postings where kind = 6"));
        await _shop.Cluster.AgreeAsync();
    }
}
