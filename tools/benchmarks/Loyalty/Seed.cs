using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Projector;
using OrleansLoyalty.Storage.Schema;

namespace OrleansLoyalty.Benchmarks;

/// <summary>What a database holds before it is measured.</summary>
/// <param name="Kind">The script that fills it, and what its template is called.</param>
/// <param name="Name">What the measured copy is called.</param>
/// <param name="Codes">How many codes.</param>
/// <param name="Members">How many members.</param>
/// <param name="Postings">How many postings each member has; every member has a million points or so.</param>
internal sealed record Seed(string Kind, string Name, int Codes, int Members, int Postings)
{
    private const int Lots = 400;

    /// <summary>Its template's name, but for what its schema and scripts come to.</summary>
    internal string Template => string.Create(
        CultureInfo.InvariantCulture, $"{Kind}_{Codes}_{Members}{(Postings > 1 ? $"_{Postings}" : "")}");

    internal static Seed Ours(Settings settings) => new("ours", Side.Ours, settings.Codes, settings.Members, 1);

    internal static Seed Baseline(Settings settings) => new("baseline", Side.Baseline, settings.Codes, settings.Members, 0);

    /// <summary>The id of a seeded member.</summary>
    internal static string MemberName(int number) => string.Create(CultureInfo.InvariantCulture, $"m-{number:D9}");

    /// <summary>Fills an empty database.</summary>
    internal async Task FillAsync(string database)
    {
        if (Kind != "baseline")
        {
            await using var owner = NpgsqlDataSource.Create(database + ";Pooling=false");
            await Migrations.ApplyAsync(owner, NullLogger.Instance);
        }

        if (Codes > 0)
        {
            await Cluster.ExecuteAsync(database, Script($"{(Kind == "ours" ? "seed" : Kind)}.sql"));
        }

        if (Postings > 0)
        {
            await PostAsync(database + ";Pooling=false");
        }
    }

    private async Task PostAsync(string database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(database));
        services.AddSiloStorage();
        await using var provider = services.BuildServiceProvider();
        var written = 0;
        foreach (var entries in Enumerable.Range(1, Members).SelectMany(number => PostingsOf(number)).Chunk(5_000))
        {
            await provider.GetRequiredService<IBatchWriter>().WriteAsync(entries);
            written += entries.Length;
            await Progress.SayAsync($"{written:N0} of {(long)Members * Postings:N0} postings");
        }

        var last = await Cluster.ScalarAsync<long>(database, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        do
        {
            await provider.GetRequiredService<AccountProjector>().ProjectAsync(CancellationToken.None);
        }
        while (await Cluster.ScalarAsync<bool>(database, $"select txid < {last} from projector where name = 'accounts'"));
    }

    private IEnumerable<Entry> PostingsOf(int number)
    {
        var terms = Postings == 1
            ? ProgramTerms.Default
            : ProgramTerms.Default with { Expiry = new ExpiryPolicy(ExpiryKind.FixedMonths, 60, 0) };
        var start = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-Lots);
        var account = MemberAccount.New(new MemberId(MemberName(number)), start);
        for (var i = 0; i < Postings; i++)
        {
            // A lot for each of the last days, and thereafter more points in them.
            var day = start.AddDays(Postings == 1 ? Lots : i % Lots);
            var at = new Circumstances(new DateTimeOffset(day, new TimeOnly(0, 0), TimeSpan.Zero), day, terms);
            var posting = account.Adjust(
                new AdjustPoints(new Points(1_000_000 / Postings), "benchmark", "benchmark", new RequestId($"seed-{i}")), at)!;
            var before = account;
            account = before.Apply(posting);
            yield return account.DueSince(before) is { } due ? new Entry(posting, due) : new Entry(posting);
        }
    }

    private string Script(string name)
    {
        using var text = new StreamReader(typeof(Seed).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd()
            .Replace(":codes", Codes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(":members", Members.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
