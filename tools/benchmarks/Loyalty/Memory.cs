using System.Globalization;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Asks for millions of different codes once each, half of them refused, and looks at what memory remains.</summary>
internal static class Memory
{
    private const string Script = "tools/benchmarks/scan/ours.lua";
    private const int PieceSeconds = 15;
    private const int Spare = 200_000; // So that the last piece of load meets no code twice.

    /// <summary>How long a grain may be idle here: shipped it is a quarter of an hour, which nobody waits for.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(20);

    /// <summary>Until all idle grains have ended, and it has been quiet for as long as the application wants it before it looks through its memory.</summary>
    private static readonly TimeSpan Settling = (Age * 2) + TimeSpan.FromSeconds(50);

    internal static async Task<int> RunAsync(Settings settings)
    {
        var tokens = new TokenFile(settings);
        await tokens.MakeAsync();
        var database = await Cluster.FreshAsync(Seed.Ours(settings));

        // Every second code has been voided, so its claim is refused by a grain that knows it.
        await Cluster.ExecuteAsync(
            database,
            """
            insert into claims (code, batch_id, void_reason, void_actor, claimed_at, txid, ord)
            select code, batch_id, 'benchmark', 'benchmark', now(), pg_current_xact_id()::text::bigint, 0
              from product_codes where code::bigint % 2 = 0
            """);
        var findings = new Findings(
            "memory", $"{settings.Codes - Spare:N0} different codes, half of them void, {settings.Members:N0} members", settings);
        var options = new Dictionary<string, string>
        {
            ["Process__CollectionAge"] = Age.ToString(),
            ["Access__RememberedTokens"] = "100000", // As shipped.
        };
        await using (var ours = await Side.StartOursAsync(settings, tokens, database, options: options))
        {
            await PressAsync(settings, tokens, ours, findings);
        }

        var (code, account) = await Activations.MeasureAsync(settings, tokens, database);
        findings.Add("an idle activation of a code", code, "bytes");
        findings.Add("an idle activation of an account", account, "bytes");
        findings.Books = await Side.VerifyAsync(database);
        findings.Print();
        await Cluster.DropAsync(Side.Ours);
        return 0;
    }

    private static async Task PressAsync(Settings settings, TokenFile tokens, Side ours, Findings findings)
    {
        var postmaster = await Cluster.PostmasterAsync();
        var next = (await PieceAsync(settings, tokens, ours, 3, 0)).Answered + settings.Connections[0] + 1;
        await Task.Delay(Settling);
        var start = Machine.Resident(ours.ProcessId);
        var ticks = Machine.Now(ours.ProcessId, postmaster);
        var (asked, highest) = (0L, 0L);
        while (asked < settings.Codes - Spare)
        {
            var load = await PieceAsync(settings, tokens, ours, PieceSeconds, next);
            asked += load.Answered;
            next += load.Answered + settings.Connections[0] + 1;
            highest = Math.Max(highest, Machine.Resident(ours.ProcessId));
            await Console.Error.WriteLineAsync($"{asked:N0} codes asked for; {Machine.Resident(ours.ProcessId) / 1e6:N0} MB");
        }

        findings.Disturbance = (Machine.Now(ours.ProcessId, postmaster) - ticks).Disturbance;
        await RequireBalanceAsync(ours);
        await Task.Delay(Settling);
        var end = Machine.Resident(ours.ProcessId);
        findings.Add("resident memory at the start", start / 1e6, "MB");
        findings.Add("the most while pressed", highest / 1e6, "MB");
        findings.Add("after idle grains were collected", end / 1e6, "MB");
        findings.Add("  over the start", (end - start) / 1e6, "MB", atMost: 200);
    }

    private static async Task<LoadResult> PieceAsync(Settings settings, TokenFile tokens, Side ours, int seconds, long first)
    {
        var load = await Load.WrkAsync(
            Script, ours.Target, settings.Connections[0], seconds, Text(first), Text(settings.Codes), Text(settings.Members), tokens.Path);
        return load.Errors == 0
            ? load
            : throw new InvalidOperationException($"The books do not balance: {load.Errors} requests failed.");
    }

    private static async Task RequireBalanceAsync(Side ours)
    {
        await Task.Delay(1_000); // What wrk did not wait for is still on its way.
        var kept = await Cluster.ScalarAsync<long>(ours.Database, "select count(*) from claims where member_id is not null");
        var said = await OurMetrics.ReadAsync(ours, "loyalty_claims_total");
        if (kept != said)
        {
            throw new InvalidOperationException($"The books do not balance: {said:N0} claims answered, {kept:N0} kept.");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
