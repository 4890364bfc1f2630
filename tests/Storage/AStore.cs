using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Storage.Projector;
using OrleansLoyalty.Storage.Schema;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Storage;

/// <summary>Storage on a real PostgreSQL, without grains: what a class fixture of storage tests is.</summary>
public sealed class AStore : IAsyncLifetime
{
    private ServiceProvider? _services;

    public FreshDatabase Fresh { get; private set; } = null!;

    public Database Database => Get<Database>();

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        Fresh = await FreshDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(Fresh.ConnectionString));
        services.AddSingleton<IFactPublisher, NobodyListens>();
        services.AddSiloStorage();
        services.AddQueries();
        _services = services.BuildServiceProvider();
        await Migrations.ApplyAsync(Database.Owner, NullLogger.Instance);
    }

    /// <summary>Writes entries as one batch, past the journal.</summary>
    public Task WriteAsync(params Entry[] entries) => Get<IBatchWriter>().WriteAsync(entries);

    /// <summary>Lets a member join.</summary>
    public async Task<MemberAccount> JoinAsync(string id)
    {
        await WriteAsync(new Entry(new MemberJoined(new MemberId(id), null, null, DateTimeOffset.UnixEpoch)));
        return New(id);
    }

    /// <summary>The account of a member who joined when time began.</summary>
    public static MemberAccount New(string id) => MemberAccount.New(new MemberId(id), At(DateTimeOffset.UnixEpoch).Today);

    /// <summary>A moment under the terms that a new program has.</summary>
    public static Circumstances At(DateTimeOffset now) => new(
        now,
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(now, "Asia/Shanghai").DateTime),
        ProgramTerms.Default);

    /// <summary>The entry of a claim, and the account after it.</summary>
    public static (Entry Entry, MemberAccount Account) Claim(MemberAccount account, string code, long batchId, long points = 10)
    {
        var (posting, claim) = account.Earn(
            new EarnPoints(code, batchId, new Points(points)), null, At(DateTimeOffset.UnixEpoch));
        var after = account.Apply(posting);
        return (after.DueSince(account) is { } due ? new Entry(posting, claim, due) : new Entry(posting, claim), after);
    }

    /// <summary>
    /// Lets the projector fold everything written so far. The horizon is the server's, not the database's: a test beside
    /// this one may hold it back for a moment.
    /// </summary>
    public async Task ProjectAsync()
    {
        var written = await Fresh.ScalarAsync("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        do
        {
            await Get<AccountProjector>().ProjectAsync(CancellationToken.None);
        }
        while ((bool)(await Fresh.ScalarAsync($"select txid < {written} from projector where name = 'accounts'"))!);
    }

    /// <summary>Prints codes.</summary>
    public Task<long> PrintAsync(params string[] codes) => new DemoCodes(Database).PrintAsync("test", codes);

    public async Task DisposeAsync()
    {
        await _services!.DisposeAsync();
        await Fresh.DisposeAsync();
    }

    private sealed class NobodyListens : IFactPublisher
    {
        public void Committed()
        {
        }
    }
}
