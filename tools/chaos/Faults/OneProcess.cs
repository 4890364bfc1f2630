using OrleansLoyalty.Chaos.History;
using OrleansLoyalty.Chaos.Recording;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>
/// One process is silo and gateway. What takes over from a frozen one is another process over the same database that does
/// not know the first, and for some seconds both are asked.
/// </summary>
public sealed class OneProcess(AppSettings settings, EventLog events, int portBase, Action<IEnumerable<Front>> serve) : ITopology
{
    private const int OneInThreeHasAWrongClock = 3;
    private const int MostTries = 20;
    private static readonly string[] Clocks = ["+1h", "-1h"];

    private readonly List<(AppProcess Process, Proxy Proxy)> _running = [];
    private int _view;

    /// <inheritdoc/>
    public IReadOnlyList<Proxy> Fronts => [.. _running.ToArray().Select(one => one.Proxy)];

    /// <inheritdoc/>
    public Task StartAsync() => AddAsync(null);

    /// <inheritdoc/>
    public async Task KillSiloAsync(Random random)
    {
        await KillAsync();
        Serve();
        await AddAsync(AppProcess.FakeTime is not null && random.Next(OneInThreeHasAWrongClock) == 0 ? Clocks[random.Next(2)] : null);
    }

    /// <inheritdoc/>
    public Task KillGatewayAsync(Random random) => KillSiloAsync(random);

    /// <inheritdoc/>
    public async Task FreezeAsync(Random random, TimeSpan lease)
    {
        var zombie = _running[0].Process;
        events.Add(Happened.Frozen, zombie.View);
        await zombie.FreezeAsync();
        var over = Task.Delay(lease);
        await AddAsync(null);
        Serve(zombie);
        await over;
        events.Add(Happened.Woken, zombie.View);
        await zombie.WakeAsync();
        Serve();
        await Task.Delay(lease);
        await KillAsync();
        Serve();
    }

    /// <summary>Starts a second process that is asked as much as the first, and neither knows of the other.</summary>
    public Task StartRivalAsync() => AddAsync(null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_running.Count > 0)
        {
            var (process, proxy) = _running[0];
            _running.RemoveAt(0);
            proxy.Dispose();
            await process.KillAsync();
            process.Dispose();
        }
    }

    private async Task AddAsync(string? clock)
    {
        var process = await StartedAsync(clock);
        _running.Add((process, Proxy.Start(process.Port, portBase == 0 ? 0 : portBase + process.View)));
        Serve();
    }

    /// <summary>A process that ends because PostgreSQL is not there yet is started again, as whatever supervises it would.</summary>
    private async Task<AppProcess> StartedAsync(string? clock)
    {
        for (var tries = 1; ; tries++)
        {
            var view = ++_view;
            events.Add(Happened.ProcessStarted, view);
            if (clock is not null)
            {
                events.Add(Happened.ClockOff, view);
            }

            var process = AppProcess.Start(settings, view, clock);
            try
            {
                await process.ReadyAsync();
                events.Add(Happened.ProcessReady, view);
                return process;
            }
            catch (InvalidOperationException) when (tries < MostTries)
            {
                await process.KillAsync();
                process.Dispose();
            }
        }
    }

    private async Task KillAsync()
    {
        var (process, proxy) = _running[0];
        events.Add(Happened.SiloKilled, process.View);
        events.Add(Happened.GatewayKilled, process.View);
        await process.KillAsync();
        _running.RemoveAt(0);
        proxy.Dispose();
        process.Dispose();
    }

    // The one that took over gets most of it.
    private void Serve(AppProcess? but = null) => serve(
        from one in _running
        where one.Process != but
        select new Front(one.Process.View, one.Proxy.Port, one.Process == _running[^1].Process ? 3 : 1));
}
