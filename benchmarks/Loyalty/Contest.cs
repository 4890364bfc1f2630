using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Ours and the baseline take turns under the same load; a run counts when its books balance.</summary>
internal sealed class Contest(Subject subject, Settings settings, int postmaster, TokenFile tokens)
{
    private const double MostDisturbance = 0.15;
    private const int MostTries = 3;

    private static readonly int[] Pools = [8, 16, 64];

    private readonly Report _report = new(subject, settings);

    internal static async Task<int> RunAsync(Subject subject, Settings settings)
    {
        var tokens = new TokenFile(settings);
        await tokens.MakeAsync();
        var cluster = new Cluster(settings);
        var (ours, baseline) = (await cluster.FreshAsync(Side.Ours), await cluster.FreshAsync(Side.Baseline));
        await Cluster.ExecuteAsync(Settings.Postgres, "checkpoint");
        var contest = new Contest(subject, settings, await Cluster.PostmasterAsync(), tokens);
        return await contest.RunAsync(ours, baseline);
    }

    private async Task<int> RunAsync(string oursDatabase, string baselineDatabase)
    {
        await using (var ours = await Side.StartOursAsync(settings, tokens, oursDatabase))
        {
            await SignEveryoneInAsync(ours);
            await MeasureAsync(ours, settings.Connections[0], 3); // The first seconds compile what the others run.
            if (settings.OnlyOurs)
            {
                await TakeTurnsAsync([ours]);
            }
            else
            {
                var pool = await BestPoolAsync(baselineDatabase);
                await using var baseline = await StartBaselineAsync(baselineDatabase, pool);
                _report.Pool = pool;
                await TakeTurnsAsync([ours, baseline]);
                await PgbenchAsync(baseline);
            }
        }

        var books = await Load.RunAsync("env", [$"LOYALTY_POSTGRES={oursDatabase}", "dotnet", Settings.App, "verify"]);
        _report.Books = books.Trim().Split('\n')[^1];
        _report.Print();
        return 0;
    }

    private async Task TakeTurnsAsync(Side[] sides)
    {
        foreach (var connections in settings.Connections)
        {
            for (var round = 0; round < settings.Rounds; round++)
            {
                foreach (var side in sides)
                {
                    _report.Add(side.Name, connections, await UndisturbedAsync(side, connections));
                }
            }
        }
    }

    private async Task<Run> UndisturbedAsync(Side side, int connections)
    {
        Run? best = null;
        for (var tries = 0; tries < MostTries && best is not { Disturbance: <= MostDisturbance }; tries++)
        {
            var run = await MeasureAsync(side, connections, settings.Seconds);
            best = best is null || run.Disturbance < best.Disturbance ? run : best;
        }

        return best!;
    }

    private async Task<Run> MeasureAsync(Side side, int connections, int seconds)
    {
        var before = await BooksAsync(side);
        var ticks = Machine.Now(side.ProcessId, postmaster);
        var load = await Load.WrkAsync(
            $"benchmarks/{subject.Name}/{side.Name}.lua", side.Target, connections, seconds,
            Text(side.Next), Text(settings.Codes), Text(settings.Members), tokens.Path);
        ticks = Machine.Now(side.ProcessId, postmaster) - ticks;
        var after = await BooksAsync(side);
        side.Next += load.Answered + connections + 1;
        RequireBalance(side, load, connections, before, after);
        var run = Run.Of(load, ticks, after.Batches > before.Batches ? (after.Entries - before.Entries) / (after.Batches - before.Batches) : 0);
        await Console.Error.WriteLineAsync(
            $"{side.Name,-9} {connections,4} connections: {run.Rate,8:N0} {subject.Unit}/s, p99 {run.P99:N1} ms, "
            + $"µs {run.Server:N0} server {run.Postgres:N0} PostgreSQL {run.Load:N0} load, disturbed {run.Disturbance:P0}");
        return run;
    }

    // wrk hangs up on what it is still waiting for, and what was handed over is finished all the same: the books may
    // hold one more for each connection, and never one less.
    private void RequireBalance(Side side, LoadResult load, int connections, Books before, Books after)
    {
        var kept = after.Kept - before.Kept;
        var saidToBeKept = after.Answered - before.Answered;
        if (load.Errors > 0 || kept < load.Answered || kept > load.Answered + connections || saidToBeKept != kept)
        {
            throw new InvalidOperationException(
                $"The books do not balance: {side.Name} answered {load.Answered} with {load.Errors} errors, says it did "
                + $"{saidToBeKept} {subject.Unit}, and the database holds {kept} more.");
        }
    }

    private async Task<Books> BooksAsync(Side side)
    {
        var count = side.Name == Side.Ours ? subject.OursCount : subject.BaselineCount;
        var kept = await Cluster.ScalarAsync<long>(side.Database, count);
        for (var last = -1L; last != kept;)
        {
            await Task.Delay(50); // What wrk did not wait for is still on its way.
            (last, kept) = (kept, await Cluster.ScalarAsync<long>(side.Database, count));
        }

        return side.Name == Side.Baseline
            ? new Books(kept, kept, 0, 0)
            : new Books(
                kept,
                await OurMetrics.ReadAsync(side, subject.Metric),
                await OurMetrics.ReadAsync(side, "loyalty_journal_batch_size_sum"),
                await OurMetrics.ReadAsync(side, "loyalty_journal_batch_size_count"));
    }

    // A member signs in once and claims many times, so the first sight of a token is not what is measured.
    private async Task SignEveryoneInAsync(Side ours)
    {
        await Console.Error.WriteLineAsync($"Signing {settings.Members:N0} members in…");
        using var http = new HttpClient();
        await Parallel.ForEachAsync(
            File.ReadLinesAsync(tokens.Path),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (token, cancellation) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, ours.Target)
                {
                    Content = new StringContent("""{"query":"{me{balance}}"}""", Encoding.UTF8, "application/json"),
                };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var answer = await http.SendAsync(request, cancellation);
                answer.EnsureSuccessStatusCode();
            });
    }

    private async Task<int> BestPoolAsync(string database)
    {
        var rates = new Dictionary<int, double>();
        foreach (var pool in Pools)
        {
            await using var baseline = await StartBaselineAsync(database, pool);
            rates[pool] = (await MeasureAsync(baseline, settings.Connections[0], Math.Min(5, settings.Seconds))).Rate;
            _baselineNext = baseline.Next;
        }

        return rates.MaxBy(rate => rate.Value).Key;
    }

    private long _baselineNext;

    private async Task<Side> StartBaselineAsync(string database, int pool)
    {
        var baseline = await Side.StartBaselineAsync(settings, subject, database, pool);
        baseline.Next = _baselineNext;
        await MeasureAsync(baseline, settings.Connections[0], 2);
        return baseline;
    }

    private async Task PgbenchAsync(Side baseline)
    {
        foreach (var connections in new[] { 8, 64 })
        {
            var ticks = Machine.Now(0, postmaster);
            var load = await Load.PgbenchAsync(
                $"benchmarks/{subject.Name}/pgbench.sql", Side.Baseline, Cluster.Socket, connections, settings.Seconds,
                baseline.Next, settings);
            baseline.Next += (load.Answered + 1_000) * 2;
            _report.Add("pgbench", connections, Run.Of(load, Machine.Now(0, postmaster) - ticks, 0));
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a database holds, what the process says it did, and what the journal wrote.</summary>
    private readonly record struct Books(long Kept, double Answered, double Entries, double Batches);
}
