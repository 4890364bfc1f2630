using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrleansLoyalty.Chaos.Checking;
using OrleansLoyalty.Chaos.History;
using OrleansLoyalty.Chaos.Recording;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>What a run is asked for.</summary>
/// <param name="Minutes">How long the load lasts.</param>
/// <param name="Seed">Decides faults and requests.</param>
/// <param name="App">The application's dll.</param>
/// <param name="Work">The folder of the run.</param>
/// <param name="Quotas">What must be done and met.</param>
/// <param name="Lease">How long a process is frozen.</param>
/// <param name="Callers">How many requests are made at a time.</param>
/// <param name="PortBase">Proxies listen from here on; 0 for free ports.</param>
/// <param name="FullDisks">How often PostgreSQL's disk is filled.</param>
/// <param name="IsRivalry">Whether two processes serve the same database all the time.</param>
/// <param name="IsCluster">Whether silos and gateways are processes of their own, with Orleans.</param>
/// <param name="Grace">So many seconds after the end are for what is not known yet.</param>
/// <param name="Members">How many members ask.</param>
/// <param name="Stock">What an item begins with.</param>
/// <param name="Faults">What is done, in this order; <see langword="null"/> for what the quotas ask for.</param>
/// <param name="IsTrial">Whether the history is judged all the time, and the first violation ends the run.</param>
public sealed record RunOptions(
    double Minutes, int Seed, string App, string Work, Quotas Quotas, TimeSpan Lease, int Callers, int PortBase, int FullDisks,
    bool IsRivalry = false, int Grace = 30, bool IsCluster = false,
    bool IsTrial = false, int Members = 200, int Stock = 20, IReadOnlyList<Fault>? Faults = null);

/// <summary>One run: PostgreSQL, processes, proxies, recorder, faults, and the checker at the end.</summary>
public sealed class ChaosRun(RunOptions options, TextWriter output) : IAsyncDisposable
{
    private static readonly Happened[] Weather = [Happened.Cut, Happened.AnswersLost, Happened.Cut, Happened.Delayed];
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);

    private readonly TimeSpan _longestOutage = TimeSpan.FromSeconds(options.IsTrial ? 12 : 30);

    private readonly Random _random = new(options.Seed);
    private readonly EventLog _events = new(Path.Combine(options.Work, "events.tsv"));
    private readonly Stopwatch _watch = new();
    private PrivatePostgres _postgres = null!;
    private bool _ownsPostgres;
    private SmallDisk? _disk;
    private ITopology _topology = null!;
    private RecorderProcess _recorder = null!;

    /// <summary>How long there was load.</summary>
    public TimeSpan Loaded => _watch.Elapsed;

    /// <summary>Runs and checks.</summary>
    /// <returns>The checker's verdict: 0 when the run was valid and clean.</returns>
    public async Task<int> RunAsync(PrivatePostgres? postgres = null)
    {
        await PrepareAsync(postgres);
        await _recorder.LoadAsync();
        _events.Add(Happened.Loaded);
        _watch.Start();
        var over = TimeSpan.FromMinutes(options.Minutes);
        using var ending = new CancellationTokenSource();
        using var watching = options.IsTrial ? null : new SnapshotsProcess(_postgres.ConnectionString, options.Work);
        var looking = options.IsTrial ? LookAsync(ending) : Task.FromResult<IReadOnlyList<string>>([]);
        var weather = WeatherAsync(over, ending.Token);
        var telling = TellAsync(ending.Token);
        await InflictAsync(over, ending.Token);
        await ending.CancelAsync();
        await Task.WhenAll(weather, telling);
        _watch.Stop();
        if (await looking is { Count: > 0 } violations)
        {
            await output.WriteLineAsync(string.Join('\n', violations));
            return 1;
        }

        _events.Add(Happened.Ended);
        await _recorder.EndAsync();
        Tell();
        if (_recorder.Causes.Length > 0)
        {
            await output.WriteLineAsync($"Unknown: {_recorder.Causes}");
        }

        await (watching?.EndAsync() ?? Task.CompletedTask);
        return await CheckAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _recorder?.Dispose();
        await (_topology?.DisposeAsync() ?? ValueTask.CompletedTask);
        _events.Dispose();
        if (_postgres is not null && _ownsPostgres)
        {
            await _postgres.StopAsync();
        }

        await (_disk?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task PrepareAsync(PrivatePostgres? postgres)
    {
        if (options.FullDisks > 0)
        {
            _disk = await SmallDisk.TryMakeAsync(options.Work);
            await output.WriteLineAsync(_disk is null ? "Disk full: not tried, a disk of its own is not permitted here." : "PostgreSQL is on a disk of its own, which will be filled.");
        }

        if (AppProcess.FakeTime is null)
        {
            await output.WriteLineAsync("Clocks an hour off: not tried, faketime is not installed here.");
        }

        _ownsPostgres = postgres is null;
        _postgres = postgres ?? await PrivatePostgres.StartAsync(options.Work);
        var key = Path.Combine(options.Work, "development-key.pem");
        Signer.MakeKey(key);
        var codes = (int)Math.Max(options.IsTrial ? 8_000 : 20_000, 45_000 * options.Minutes);
        _recorder = RecorderProcess.Start(
            "--work", options.Work, "--key", key, "--seed", Text(options.Seed), "--codes", Text(codes), "--callers", Text(options.Callers), "--grace", Text(options.Grace),
            "--members", Text(options.Members), "--stock", Text(options.Stock));
        var settings = new AppSettings(options.App, _postgres.ConnectionString, options.Work);
        var one = new OneProcess(settings, _events, options.PortBase, _recorder.Serve);
        _topology = options.IsCluster ? new ManyProcesses(settings, _events, options.PortBase, _recorder.Serve) : one;
        await _topology.StartAsync();
        if (options.IsRivalry)
        {
            await one.StartRivalAsync();
        }
    }

    /// <summary>One fault after the other, spread over the time there is, and the rest of it.</summary>
    private async Task InflictAsync(TimeSpan over, CancellationToken ending)
    {
        var faults = options.Faults ?? Plan.Make(options.Quotas, isOneProcess: !options.IsCluster, _disk is null ? 0 : options.FullDisks, _random);
        try
        {
            for (var i = 0; i < faults.Count; i++)
            {
                var needed = faults.Skip(i).Select(fault => Plan.Takes(fault, options.Lease)).Aggregate(TimeSpan.Zero, (sum, one) => sum + one);
                var pause = (over - _watch.Elapsed - needed) / (faults.Count - i);
                await Task.Delay(pause > ShortestPause ? pause : ShortestPause, ending);
                await DoAsync(faults[i]);
                if (!ending.IsCancellationRequested && !await _recorder.AnswersAsync(_longestOutage))
                {
                    throw new InvalidOperationException($"standstill: {_longestOutage.TotalSeconds} s after {faults[i]} nothing is answered.");
                }
            }

            await Task.Delay(over > _watch.Elapsed ? over - _watch.Elapsed : TimeSpan.Zero, ending);
        }
        catch (OperationCanceledException)
        {
            // A violation was found.
        }
    }

    /// <summary>Judges again and again what has happened so far; a violation ends the run.</summary>
    private async Task<IReadOnlyList<string>> LookAsync(CancellationTokenSource ending)
    {
        await using var snapshots = new StreamWriter(Path.Combine(options.Work, "snapshots.txt"));
        while (!ending.IsCancellationRequested)
        {
            var violations = await Checker.SoFarAsync(options.Work, _postgres.ConnectionString);
            if (violations is { Count: > 0 })
            {
                await ending.CancelAsync();
                return violations;
            }

            await snapshots.WriteAsync(violations is null ? "" : "ok\n");

            await Task.WhenAny(Task.Delay(BetweenLooks, ending.Token));
        }

        return [];
    }

    private async Task DoAsync(Fault fault)
    {
        switch (fault)
        {
            case Fault.KillSilo:
                await _topology.KillSiloAsync(_random);
                break;
            case Fault.KillGateway:
                await _topology.KillGatewayAsync(_random);
                break;
            case Fault.KillPostgres:
                await KillPostgresAsync();
                break;
            case Fault.KillBoth:
                await Task.WhenAll(KillPostgresAsync(), _topology.KillSiloAsync(_random));
                break;
            case Fault.HoldSnapshots:
                await HoldSnapshotsAsync();
                break;
            case Fault.Freeze:
                await _topology.FreezeAsync(_random, options.Lease);
                break;
            default:
                await FillDiskAsync();
                break;
        }
    }

    private async Task KillPostgresAsync()
    {
        _events.Add(Happened.PostgresKilled);
        await _postgres.KillAsync();
        _events.Add(Happened.PostgresStarting);
        await _postgres.StartAgainAsync();
        _events.Add(Happened.PostgresReady);
    }

    /// <summary>Whatever is loaded meanwhile has postings that no snapshot holds.</summary>
    private async Task HoldSnapshotsAsync()
    {
        await using var connection = new NpgsqlConnection(_postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var held = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("lock table accounts in exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    private async Task FillDiskAsync()
    {
        _events.Add(Happened.DiskFull);
        await _disk!.FillAsync();
        await Task.Delay(TimeSpan.FromSeconds(4));
        _disk.Free();
        if (!await _postgres.AnswersAsync())
        {
            await _postgres.KillAsync(); // It may be trying to recover, or have given up.
            await _postgres.StartAgainAsync();
        }
    }

    /// <summary>What the network does, all the time: cuts, lost answers, delays.</summary>
    private async Task WeatherAsync(TimeSpan over, CancellationToken ending)
    {
        var random = new Random(options.Seed + 1);
        var pause = over / ((3 * options.Quotas.Cuts) + 4);
        try
        {
            for (var i = random.Next(Weather.Length); ; i++)
            {
                IReadOnlyList<Proxy> fronts;
                do
                {
                    await Task.Delay(pause * (0.5 + random.NextDouble()), ending);
                    fronts = _topology.Fronts;
                }
                while (fronts.Count == 0);
                Blow(Weather[i % Weather.Length], fronts[random.Next(fronts.Count)], random);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Blow(Happened what, Proxy proxy, Random random)
    {
        var part = random.NextDouble() < 0.2 ? 1 : 0.3;
        var some = Blow(part) is > 0 and var hit ? hit : Blow(1);
        if (some > 0)
        {
            _events.Add(what, some);
        }

        int Blow(double part) => what switch
        {
            Happened.Cut => proxy.Cut(random, part),
            Happened.AnswersLost => proxy.LoseAnswers(random, part),
            _ => proxy.Delay(random, part, TimeSpan.FromMilliseconds(random.Next(50, 2_500))),
        };
    }

    private async Task TellAsync(CancellationToken ending)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(ending))
            {
                Tell();
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Tell()
    {
        var counts = _recorder.Counts;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_watch.Elapsed:mm\\:ss}  answered {counts[0] + counts[1]:N0} (refused {counts[1]:N0})  unknown {counts[2]:N0}  reads {counts[3]:N0}  "
            + $"kills: silo {_events.Count(Happened.SiloKilled)}, gateway {_events.Count(Happened.GatewayKilled)}, PostgreSQL {_events.Count(Happened.PostgresKilled)}  "
            + $"freezes {_events.Count(Happened.Woken)}  cuts {_events.Count(Happened.Cut)}"));
    }

    private async Task<int> CheckAsync()
    {
        var quotas = options.Quotas;
        var (code, said) = await Commands.TryAsync(
            "dotnet", RecorderProcess.Self, "check", "--work", options.Work, "--postgres", _postgres.ConnectionString,
            "--quotas", $"{quotas.Kills},{quotas.Freezes},{quotas.Cuts},{quotas.Unknowns},{quotas.Answered}");
        await output.WriteLineAsync(said.TrimEnd());
        return code;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
