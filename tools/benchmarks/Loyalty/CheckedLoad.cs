using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Presses on a server and gives a figure only if its books balance afterwards.</summary>
internal sealed class CheckedLoad(Subject subject, Settings settings, int postmaster, TokenFile tokens)
{
    private const double MostDisturbance = 0.15;
    private const int MostTries = 3;
    private const int StillReads = 5;

    private static readonly TimeSpan PauseBetweenReads = TimeSpan.FromMilliseconds(100);

    /// <summary>The quietest of a few runs, of which the first that is quiet enough is taken.</summary>
    internal async Task<Run> UndisturbedAsync(Side side, int connections)
    {
        Run? best = null;
        for (var tries = 0; tries < MostTries && best is not { Disturbance: <= MostDisturbance }; tries++)
        {
            var run = await MeasureAsync(side, connections, settings.Seconds);
            best = best is null || run.Disturbance < best.Disturbance ? run : best;
        }

        return best!;
    }

    /// <summary>One run.</summary>
    internal async Task<Run> MeasureAsync(Side side, int connections, int seconds)
    {
        var before = await BooksAsync(side);
        var ticks = Machine.Now(side.ProcessId, postmaster);
        var load = await Load.WrkAsync(
            $"tools/benchmarks/{subject.Name}/{side.Script}.lua", side.Target, connections, seconds,
            Text(side.Next), Text(settings.Codes), Text(settings.Members), tokens.Path);
        ticks = Machine.Now(side.ProcessId, postmaster) - ticks;
        var after = await BooksAsync(side);
        side.Next += load.Answered + connections + 1;
        if (subject == Subject.Scan && side.Next > settings.Codes)
        {
            throw new InvalidOperationException(
                $"{side.Name} was asked for {side.Next:N0} codes and there are {settings.Codes:N0}: load more with --codes.");
        }

        RequireBalance(side, load, connections, before, after);
        var run = Run.Of(load, ticks, after.Batches > before.Batches ? (after.Entries - before.Entries) / (after.Batches - before.Batches) : 0);
        await Console.Error.WriteLineAsync(
            $"{side.Name,-9} {connections,4} connections: {run.Rate,8:N0} {subject.Unit}/s, p99 {run.P99:N1} ms, "
            + $"µs {run.Server:N0} server {run.Postgres:N0} PostgreSQL {run.Load:N0} load, disturbed {run.Disturbance:P0}");
        return run;
    }

    /// <summary>
    /// Lets every member ask something. A member signs in once and claims many times, so the first sight of a token is
    /// not what is measured.
    /// </summary>
    internal async Task SignEveryoneInAsync(Side ours)
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
        // What wrk did not wait for is still in flight: the books are closed once nothing has moved for half a second.
        var books = await ReadAsync(side);
        for (var still = 0; still < StillReads;)
        {
            await Task.Delay(PauseBetweenReads);
            var next = await ReadAsync(side);
            still = (next.Kept, next.Answered) == (books.Kept, books.Answered) ? still + 1 : 0;
            books = next;
        }

        return books;
    }

    private async Task<Books> ReadAsync(Side side)
    {
        var kept = await Cluster.ScalarAsync<long>(side.Database, side.IsOurs ? subject.OursCount : subject.BaselineCount);
        return side.IsOurs
            ? new Books(
                kept,
                await OurMetrics.ReadAsync(side, subject.Metric),
                await OurMetrics.ReadAsync(side, "loyalty_journal_batch_size_sum"),
                await OurMetrics.ReadAsync(side, "loyalty_journal_batch_size_count"))
            : new Books(kept, kept, 0, 0);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a database holds, what the process says it did, and what the journal wrote.</summary>
    private readonly record struct Books(long Kept, double Answered, double Entries, double Batches);
}
