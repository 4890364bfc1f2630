namespace OrleansLoyalty.Benchmarks;

/// <summary>Ours and the baseline take turns under the same load; a run counts when its books balance.</summary>
internal sealed class Contest(Subject subject, Settings settings, int postmaster, TokenFile tokens)
{
    private static readonly int[] Pools = [8, 16, 64];

    private readonly Report _report = new(subject, settings);
    private readonly CheckedLoad _load = new(subject, settings, postmaster, tokens);

    internal static async Task<int> RunAsync(Subject subject, Settings settings)
    {
        var tokens = new TokenFile(settings);
        await tokens.MakeAsync();
        var (ours, baseline) = (await Cluster.FreshAsync(Seed.Ours(settings)), await Cluster.FreshAsync(Seed.Baseline(settings)));
        await Cluster.ExecuteAsync(Settings.Postgres, "checkpoint");
        var contest = new Contest(subject, settings, await Cluster.PostmasterAsync(), tokens);
        return await contest.RunAsync(ours, baseline);
    }

    private async Task<int> RunAsync(string oursDatabase, string baselineDatabase)
    {
        await using (var ours = await Side.StartOursAsync(settings, tokens, oursDatabase))
        {
            await _load.SignEveryoneInAsync(ours);
            await _load.MeasureAsync(ours, settings.Connections[0], 3); // The first seconds compile what the others run.
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

        _report.Books = await Side.VerifyAsync(oursDatabase);
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
                    _report.Add(side.Name, connections, await _load.UndisturbedAsync(side, connections));
                }
            }
        }
    }

    private async Task<int> BestPoolAsync(string database)
    {
        var rates = new Dictionary<int, double>();
        foreach (var pool in Pools)
        {
            await using var baseline = await StartBaselineAsync(database, pool);
            rates[pool] = (await _load.MeasureAsync(baseline, settings.Connections[0], Math.Min(5, settings.Seconds))).Rate;
            _baselineNext = baseline.Next;
        }

        return rates.MaxBy(rate => rate.Value).Key;
    }

    private long _baselineNext;

    private async Task<Side> StartBaselineAsync(string database, int pool)
    {
        var baseline = await Side.StartBaselineAsync(settings, subject, database, pool);
        baseline.Next = _baselineNext;
        await _load.MeasureAsync(baseline, settings.Connections[0], 2);
        return baseline;
    }

    private async Task PgbenchAsync(Side baseline)
    {
        foreach (var connections in new[] { 8, 64 })
        {
            var ticks = Machine.Now(0, postmaster);
            var load = await Load.PgbenchAsync(
                $"tools/benchmarks/{subject.Name}/pgbench.sql", Side.Baseline, Cluster.Socket, connections, settings.Seconds,
                baseline.Next, settings);
            baseline.Next += (load.Answered + 1_000) * 2;
            _report.Add("pgbench", connections, Run.Of(load, Machine.Now(0, postmaster) - ticks, 0));
        }
    }
}
