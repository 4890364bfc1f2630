using System.Net;
using System.Net.Sockets;
using OrleansLoyalty.Chaos.History;
using OrleansLoyalty.Chaos.Recording;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>
/// Orleans: three silos and two gateways, each a process of its own, as docker-compose.yml has them. To whoever asks they
/// are one system: what one gateway answered, the other must know.
/// </summary>
public sealed class ManyProcesses(AppSettings settings, EventLog events, int portBase, Action<IEnumerable<Front>> serve) : ITopology
{
    private const int Silos = 3;
    private const int Gateways = 2;
    private const int OneInThreeHasAWrongClock = 3;
    private const int MostTries = 20;
    private static readonly TimeSpan TimeToNotice = TimeSpan.FromSeconds(15);

    private readonly List<AppProcess> _silos = [];
    private readonly List<(AppProcess Process, Proxy Proxy)> _gateways = [];
    private int _number;

    /// <inheritdoc/>
    public IReadOnlyList<Proxy> Fronts => [.. _gateways.ToArray().Select(one => one.Proxy)];

    /// <inheritdoc/>
    public async Task StartAsync()
    {
        for (var i = 0; i < Silos; i++)
        {
            _silos.Add(await StartedAsync("Silo", null));
        }

        for (var i = 0; i < Gateways; i++)
        {
            await AddGatewayAsync(null);
        }
    }

    /// <inheritdoc/>
    public async Task KillSiloAsync(Random random)
    {
        var silo = Taken(random);
        events.Add(Happened.SiloKilled, silo.View);
        await silo.KillAsync();
        silo.Dispose();
        _silos.Add(await StartedAsync("Silo", Clock(random)));
    }

    /// <inheritdoc/>
    public async Task KillGatewayAsync(Random random)
    {
        var at = random.Next(_gateways.Count);
        var (process, proxy) = _gateways[at];
        _gateways.RemoveAt(at);
        events.Add(Happened.GatewayKilled, process.View);
        await process.KillAsync();
        Serve();
        proxy.Dispose();
        process.Dispose();
        await AddGatewayAsync(Clock(random));
    }

    /// <inheritdoc/>
    public async Task FreezeAsync(Random random, TimeSpan lease)
    {
        var silo = Taken(random);
        events.Add(Happened.Frozen, silo.View);
        await silo.FreezeAsync();
        await Task.Delay(lease);
        events.Add(Happened.Woken, silo.View);
        await silo.WakeAsync();
        for (var since = TimeSpan.Zero; !silo.HasEnded && since < TimeToNotice; since += TimeSpan.FromMilliseconds(100))
        {
            await Task.Delay(100); // It learns that it was voted out, and ends.
        }

        await silo.KillAsync();
        silo.Dispose();
        _silos.Add(await StartedAsync("Silo", null));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
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
        AppProcess.FakeTime is not null && random.Next(OneInThreeHasAWrongClock) == 0 ? "+1h" : null;

    private AppProcess Taken(Random random)
    {
        var silo = _silos[random.Next(_silos.Count)];
        _silos.Remove(silo);
        return silo;
    }

    private async Task AddGatewayAsync(string? clock)
    {
        var gateway = await StartedAsync("Gateway", clock);
        _gateways.Add((gateway, Proxy.Start(gateway.Port, portBase == 0 ? 0 : portBase + gateway.View)));
        Serve();
    }

    private async Task<AppProcess> StartedAsync(string role, string? clock)
    {
        for (var tries = 1; ; tries++)
        {
            var number = ++_number;
            events.Add(Happened.ProcessStarted, number);
            if (clock is not null)
            {
                events.Add(Happened.ClockOff, number);
            }

            var process = AppProcess.Start(
                settings, number, clock, ("Actors__Role", role), ("Actors__Address", "127.0.0.1"), ("Actors__SiloPort", $"{FreePort()}"),
                ("Loyalty__PoolSize", "8"));
            try
            {
                await process.ReadyAsync();
                events.Add(Happened.ProcessReady, number);
                return process;
            }
            catch (InvalidOperationException) when (tries < MostTries)
            {
                await process.KillAsync();
                process.Dispose();
            }
        }
    }

    private void Serve() => serve(_gateways.Select(one => new Front(0, one.Proxy.Port, 1)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
