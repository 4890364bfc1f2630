using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrleansLoyalty;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.Projector;
using OrleansLoyalty.Storage.Verification;

const int Postings = 10_000;
const int Lots = 400;
const int Rounds = 1_000;

var superuser = Environment.GetEnvironmentVariable("LOYALTY_POSTGRES")
    ?? throw new InvalidOperationException("LOYALTY_POSTGRES names no PostgreSQL.");
var database = $"accounts_{Environment.ProcessId}";
await using (var owner = NpgsqlDataSource.Create(superuser))
{
    await using var create = owner.CreateCommand($"create database {database}");
    await create.ExecuteNonQueryAsync();
}

var connection = new NpgsqlConnectionStringBuilder(superuser) { Database = database }.ConnectionString;
var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
builder.Configuration["Access:DevelopmentSignIn"] = "true";
builder.Configuration["Access:DevelopmentKeyFile"] = Path.Combine(args[0], "accounts-key.pem");
await using var app = LoyaltyHost.Build(builder, new LoyaltyOptions { Postgres = connection, Data = args[0] });
await LoyaltyHost.PrepareDatabaseAsync(app);
await app.StartAsync();
var grains = app.Services.GetRequiredService<IGrainFactory>();
var fresh = grains.GetGrain<IMemberAccountGrain>("m-new");
await fresh.Join(new JoinProgram(null, null));
await Give(fresh, 1_000_000, "gift");

// Written past the grain, as postings of three years would be there.
var rich = await WriteRichAsync(app.Services);
await ProjectAsync(app.Services);
var old = grains.GetGrain<IMemberAccountGrain>(rich.Id.Value);
var view = (await old.View())!;
Console.WriteLine($"An account of {view.Seq:N0} postings and {view.Lots.Length} lots beside a new one, one call at a time, microseconds:");
Console.WriteLine($"{"",-28}{"new p50",10}{"p99",10}{"old p50",10}{"p99",10}");
var loads = app.Services.GetRequiredService<IAccountLoad>();
await Compare("load for an activation", id => loads.LoadAsync(id));
await Compare("read", id => grains.GetGrain<IMemberAccountGrain>(id).View());
var number = 0;
await Compare("earn", id => Give(grains.GetGrain<IMemberAccountGrain>(id), 10, $"up-{number++}"));
await Compare("spend", id => Give(grains.GetGrain<IMemberAccountGrain>(id), -10, $"down-{number++}"));
await ProjectAsync(app.Services);
var report = await new Verifier(app.Services.GetRequiredService<Database>()).RunAsync();
Console.WriteLine(report.Problems.Count == 0 ? "The books balance." : string.Join('\n', report.Problems));
await app.StopAsync();
return report.Problems.Count == 0 ? 0 : 1;

static Task Give(IMemberAccountGrain account, long points, string request) =>
    account.Adjust(new AdjustPoints(new Points(points), "benchmark", "benchmark", new RequestId(request)));

async Task Compare(string what, Func<string, Task> call)
{
    var (newer, older) = (await MeasureAsync("m-new", call), await MeasureAsync(rich.Id.Value, call));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-28}{newer[Rounds / 2],10:N0}{newer[Rounds * 99 / 100],10:N0}{older[Rounds / 2],10:N0}{older[Rounds * 99 / 100],10:N0}"));
}

static async Task<double[]> MeasureAsync(string id, Func<string, Task> call)
{
    var times = new double[Rounds];
    for (var i = -Rounds / 5; i < Rounds; i++)
    {
        var started = Stopwatch.GetTimestamp();
        await call(id);
        times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    Array.Sort(times);
    return times;
}

static async Task<MemberAccount> WriteRichAsync(IServiceProvider services)
{
    var id = new MemberId("m-old");
    var start = new DateOnly(2024, 1, 1);
    var terms = ProgramTerms.Default with { Expiry = new ExpiryPolicy(ExpiryKind.FixedMonths, 60, 0) };
    var account = MemberAccount.New(id, start);
    var entries = new List<Entry> { new(new MemberJoined(id, null, null, DateTimeOffset.UnixEpoch)) };
    for (var i = 0; i < Postings; i++)
    {
        // A lot for each of 400 days, and thereafter more points in them.
        var day = start.AddDays(i % Lots);
        var at = new Circumstances(new DateTimeOffset(day, new TimeOnly(4, 0), TimeSpan.Zero), day, terms);
        var give = new AdjustPoints(new Points(10), "benchmark", "benchmark", new RequestId($"seed-{i}"));
        var posting = account.Adjust(give, at)!;
        account = account.Apply(posting);
        entries.Add(new Entry(posting));
    }

    foreach (var batch in entries.Chunk(1_000))
    {
        await services.GetRequiredService<IBatchWriter>().WriteAsync(batch);
    }

    return account;
}

static async Task ProjectAsync(IServiceProvider services)
{
    await Task.Delay(SnapshotRounds.Pause); // What was written is below the horizon by then.
    await services.GetRequiredService<AccountProjector>().ProjectAsync(CancellationToken.None);
}
