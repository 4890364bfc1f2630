using System.Data;
using System.Globalization;
using Npgsql;
using OrleansLoyalty.Chaos.Faults;
using OrleansLoyalty.Chaos.History;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>The process that judges a run by its history, its events, its snapshots and the tables.</summary>
public static class Checker
{
    private const int MostShown = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Judges; 0 when the run was valid and clean.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        string File(string name) => Path.Combine(arguments.Text("work"), name);
        var asked = HistoryLog.Read(File("history.tsv"));
        var events = EventLog.Read(File("events.tsv"));
        var snapshots = await System.IO.File.ReadAllLinesAsync(File("snapshots.txt"));
        var (facts, books) = await ReadAsync(arguments.Text("postgres"), isOver: true);

        List<string> violations =
        [
            .. Of("snapshot", snapshots.Where(line => line != "ok")),
            .. Of("books", books),
            .. Violations(asked, facts),
        ];
        var missing = Missing(asked, events, snapshots.Length, Quotas.Parse(arguments.Text("quotas"))).ToArray();
        Tell(asked, events, facts, snapshots.Length);
        violations.Take(MostShown).Concat(missing).ToList().ForEach(Console.WriteLine);
        Console.WriteLine(violations.Count > 0 ? $"VIOLATED: {violations.Count} violations" : missing.Length > 0 ? "INVALID: too little was done" : "VALID and clean: 0 lost, 0 double, 0 oversold, 0 imbalance");
        return violations.Count > 0 ? 1 : missing.Length > 0 ? 2 : 0;
    }

    /// <summary>What a history and the tables say against the application, each after the name of its rule.</summary>
    /// <param name="asked">The history.</param>
    /// <param name="facts">What is durable.</param>
    /// <param name="isOver">Whether everything that was asked should be known, and done to its end.</param>
    public static IEnumerable<string> Violations(IReadOnlyList<Asked> asked, Facts facts, bool isOver = true) =>
        Of("durable", new Durable(asked, facts).Check(isOver))
            .Concat(Of("chain", new Chains().Follow(facts.Postings)))
            .Concat(Of("codes", Codes.Check(asked, facts)))
            .Concat(Of("accounts", Accounts.Check(asked, facts)))
            .Concat(Of("items", Items.Check(asked, facts)));

    /// <summary>
    /// What is wrong already, in the middle of a run. The tables are read in one transaction; what was answered before it
    /// began must be in them, and an answer that came later counts as none.
    /// </summary>
    /// <returns><see langword="null"/> while PostgreSQL cannot be asked.</returns>
    public static async Task<IReadOnlyList<string>?> SoFarAsync(string work, string postgres)
    {
        try
        {
            var moment = System.Diagnostics.Stopwatch.GetTimestamp();
            var (facts, books) = await ReadAsync(postgres, isOver: false);
            var asked = HistoryLog.ReadUpTo(Path.Combine(work, "history.tsv"), moment);
            return [.. Of("books", books), .. Violations(asked, facts, isOver: false)];
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Of(string rule, IEnumerable<string> problems) => problems.Select(problem => $"{rule}: {problem}");

    /// <summary>What a run did not do or meet often enough to mean anything.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<Asked> asked, IReadOnlyList<Event> events, int snapshots, Quotas quotas)
    {
        var answered = Count(asked, Outcome.Ok) + Count(asked, Outcome.Refused);
        var seconds = events.Count == 0 ? 0 : (events[^1].At - events[0].At) / (double)System.Diagnostics.Stopwatch.Frequency;
        foreach (var (name, have, need) in new (string, int, int)[]
        {
            ("kills of a silo", Times(Happened.SiloKilled), quotas.Kills),
            ("kills of a gateway", Times(Happened.GatewayKilled), quotas.Kills),
            ("kills of PostgreSQL", Times(Happened.PostgresKilled), quotas.Kills),
            ("freezes", Times(Happened.Woken), quotas.Freezes),
            ("cuts", Times(Happened.Cut), quotas.Cuts),
            ("unknowns", Count(asked, Outcome.Unknown), quotas.Unknowns),
            ("answered mutations", answered, quotas.Answered),
            ("snapshots", snapshots, (int)(seconds / 40)),
        })
        {
            if (have < need)
            {
                yield return $"Too few {name}: {have} of {need}.";
            }
        }

        int Times(Happened what) => events.Count(one => one.What == what);
    }

    private static async Task<(Facts Facts, IReadOnlyList<string> Books)> ReadAsync(string postgres, bool isOver)
    {
        await using var connection = new NpgsqlConnection(postgres + ";Pooling=false");
        await connection.OpenAsync();
        var tables = new Tables(connection);

        // An answered import goes on by itself; what is in when it has ended is judged.
        var since = System.Diagnostics.Stopwatch.StartNew();
        while (isOver && (await tables.RowsAsync("select id from imports where status = 'running'", row => row.GetString(0))).Count > 0 && since.Elapsed < Patience)
        {
            await Task.Delay(200);
        }

        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        return (await tables.ReadAsync(), await Books.CheckAsync(tables));
    }

    private static int Count(IReadOnlyList<Asked> asked, Outcome outcome) =>
        asked.Where(one => one.Request.Kind != Kind.Read).Sum(one => one.Attempts.Count(attempt => attempt.Answer.Outcome == outcome));

    private static void Tell(IReadOnlyList<Asked> asked, IReadOnlyList<Event> events, Facts facts, int snapshots)
    {
        var (ok, refused, unknown) = (Count(asked, Outcome.Ok), Count(asked, Outcome.Refused), Count(asked, Outcome.Unknown));
        var open = asked.Count(one => one.Done is null && !one.IsRefused && one.Request.Kind != Kind.Read && one.Attempts[^1].Answer.Outcome == Outcome.Unknown);
        string Times(params Happened[] what) => string.Join(
            ", ", what.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one} {events.Count(happened => happened.What == one)}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Asked: {asked.Count:N0} requests; {ok + refused:N0} mutations answered ({ok:N0} done, {refused:N0} refused), {unknown:N0} attempts unknown, {open:N0} requests never known
            Durable: {facts.Claims.Count:N0} claims, {facts.Redemptions.Count:N0} redemptions, {facts.Postings.Count:N0} postings, {facts.Supplies.Count:N0} supplies, {facts.Codes.Count:N0} imports
            Faults: {Times(Happened.SiloKilled, Happened.GatewayKilled, Happened.PostgresKilled, Happened.Woken, Happened.Cut, Happened.AnswersLost, Happened.Delayed, Happened.ClockOff, Happened.DiskFull)}
            Snapshots: {snapshots}
            Answered again after PostgreSQL's restart began: {Readiness.Told(Readiness.After(Happened.PostgresStarting, events, asked))}
            Answered again after PostgreSQL took connections: {Readiness.Told(Readiness.After(Happened.PostgresReady, events, asked))}
            Answered again after a silo was killed: {Readiness.Told(Readiness.After(Happened.SiloKilled, events, asked))}
            """));
    }
}
