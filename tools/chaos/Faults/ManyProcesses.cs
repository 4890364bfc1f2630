using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using OrleansLoyalty.Chaos.History;
using OrleansLoyalty.Chaos.Recording;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>
/// Three silos and two gateways, each a process of its own, as docker-compose.yml has them. To a caller they
/// are one system: what one gateway answered, the other must know.
/// </summary>
/// <remarks>
/// Whatever dies is started again beside the faults that follow; only one silo and one gateway is missing at a time.
/// </remarks>
public sealed class ManyProcesses(AppSettings settings, EventLog events, int portBase, Action<IEnumerable<Front>> serve) : ITopology
{
    private const int Silos = 3;
    private const int Gateways = 2;
    private const int OneInThreeHasAWrongClock = 3;
    private const int MostTries = 20;
    private static readonly TimeSpan TimeToVote = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan TimeToNotice = TimeSpan.FromSeconds(15);

    private readonly Lock _turn = new();
    private readonly List<AppProcess> _silos = [];
    private readonly List<(AppProcess Process, Proxy Proxy)> _gateways = [];
    private readonly Dictionary<AppProcess, int> _ports = [];
    private Task _newSilo = Task.CompletedTask;
    private Task _newGateway = Task.CompletedTask;
    private int _number;

    /// <inheritdoc/>
    public IReadOnlyList<Proxy> Fronts
    {
        get
        {
            lock (_turn)
            {
                return [.. _gateways.Select(one => one.Proxy)];
            }
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync()
    {
        await AddSiloAsync(null); // The first one makes the tables.
        await Task.WhenAll(Enumerable.Range(1, Silos - 1).Select(_ => AddSiloAsync(null)));
        await Task.WhenAll(Enumerable.Range(0, Gateways).Select(_ => AddGatewayAsync(null)));
    }

    /// <inheritdoc/>
    public async Task KillSiloAsync(Random random)
    {
        var silo = await TakenAsync(random);
        var clock = Clock(random);
        events.Add(Happened.SiloKilled, silo.View);
        await silo.KillAsync();
        silo.Dispose();
        _newSilo = AddSiloAsync(clock);
    }

    /// <inheritdoc/>
    public async Task KillGatewayAsync(Random random)
    {
        await _newGateway;
        var clock = Clock(random);
        var (process, proxy) = Taken(_gateways, random);
        events.Add(Happened.GatewayKilled, process.View);
        await process.KillAsync();
        Serve();
        proxy.Dispose();
        process.Dispose();
        _newGateway = AddGatewayAsync(clock);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The others do not vote it out, or it goes on although they have.</exception>
    public async Task FreezeAsync(Random random, TimeSpan lease)
    {
        var silo = await TakenAsync(random);
        events.Add(Happened.Frozen, silo.View);
        await silo.FreezeAsync();
        await UntilAsync(() => IsVotedOutAsync(_ports[silo]), TimeToVote, $"Silo {silo.View} is frozen, and was not voted out.");
        events.Add(Happened.Woken, silo.View);
        await silo.WakeAsync();
        await UntilAsync(() => Task.FromResult(silo.HasEnded), TimeToNotice, $"Silo {silo.View} was voted out, and goes on.");
        silo.Dispose();
        _newSilo = AddSiloAsync(null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_newSilo, _newGateway).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (process, proxy) in _gateways)
        {
            proxy.Dispose();
            await process.KillAsync();
            process.Dispose();
        }

        foreach (var silo in _silos)
        {
            await silo.KillAsync();
            silo.Dispose();
        }
    }

    private static string? Clock(Random random) =>
        random.Next(OneInThreeHasAWrongClock) == 0 && AppProcess.FakeTime is not null ? "+1h" : null;

    private static async Task UntilAsync(Func<Task<bool>> happened, TimeSpan patience, string otherwise)
    {
        for (var since = Stopwatch.StartNew(); !await happened();)
        {
            if (since.Elapsed > patience)
            {
                throw new InvalidOperationException(otherwise);
            }

            await Task.Delay(100);
        }
    }

    private async Task<bool> IsVotedOutAsync(int port)
    {
        await using var database = NpgsqlDataSource.Create($"{settings.Postgres};Pooling=false");
        await using var voted = database.CreateCommand(
            "select exists (select from orleans.voted_out join orleans.silo using (siloname) where port = $1)");
        voted.Parameters.Add(new NpgsqlParameter<int> { TypedValue = port });
        return (bool)(await voted.ExecuteScalarAsync())!;
    }

    private async Task<AppProcess> TakenAsync(Random random)
    {
        await _newSilo;
        return Taken(_silos, random);
    }

    private T Taken<T>(List<T> from, Random random)
    {
        lock (_turn)
        {
            var at = random.Next(from.Count);
            var taken = from[at];
            from.RemoveAt(at);
            return taken;
        }
    }

    private async Task AddSiloAsync(string? clock)
    {
        var silo = await StartedAsync("Silo", clock);
        lock (_turn)
        {
            _silos.Add(silo);
        }
    }

    private async Task AddGatewayAsync(string? clock)
    {
        var gateway = await StartedAsync("Gateway", clock);
        lock (_turn)
        {
            _gateways.Add((gateway, Proxy.Start(gateway.Port, portBase == 0 ? 0 : portBase + gateway.View)));
        }

        Serve();
    }

    /// <summary>A process that ends because PostgreSQL is not there yet is started again, as whatever supervises it would.</summary>
    private async Task<AppProcess> StartedAsync(string role, string? clock)
    {
        for (var tries = 1; ; tries++)
        {
            var number = Interlocked.Increment(ref _number);
            var port = FreePort();
            events.Add(Happened.ProcessStarted, number);
            if (clock is not null)
            {
                events.Add(Happened.ClockOff, number);
            }

            var process = AppProcess.Start(
                settings, number, clock, ("Process__Role", role), ("Process__Address", "127.0.0.1"),
                ("Process__SiloPort", port.ToString(CultureInfo.InvariantCulture)), ("Loyalty__PoolSize", "8"));
            try
            {
                await process.ReadyAsync();
                events.Add(Happened.ProcessReady, number);
                lock (_turn)
                {
                    _ports[process] = port;
                }

                return process;
            }
            catch (InvalidOperationException) when (tries < MostTries)
            {
                await process.KillAsync();
                process.Dispose();
            }
        }
    }

    private void Serve()
    {
        lock (_turn)
        {
            serve(_gateways.Select(one => new Front(0, one.Proxy.Port, 1)));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
