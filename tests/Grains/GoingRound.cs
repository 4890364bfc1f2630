using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Grains;

/// <summary>Periodic work, with a clock whose timer ticks when the test says so.</summary>
public sealed class GoingRound : IDisposable
{
    private const string Done = "loyalty_rounds_total done";
    private const string Failed = "loyalty_rounds_total failed";

    private readonly TickingClock _clock = new();
    private readonly Application _application = new();
    private readonly LogLines _log = new();
    private readonly MeterListener _listener = new();
    private readonly Channel<string> _counted = Channel.CreateUnbounded<string>();
    private readonly ILoggerFactory _logs;
    private readonly RoundsHost _host;

    public GoingRound()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name.StartsWith("loyalty_rounds_", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags[0].Value is nameof(Work))
            {
                Assert.Equal(1, value);
                _counted.Writer.TryWrite(tags.Length == 1 ? instrument.Name : $"{instrument.Name} {tags[1].Value}");
            }
        });
        _listener.Start();
        _logs = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _host = new RoundsHost(_clock, _application, _logs);
    }

    public void Dispose()
    {
        _host.Dispose();
        _logs.Dispose();
        _log.Dispose();
        _listener.Dispose();
        _application.Dispose();
    }

    [Fact]
    public async Task Begins_when_the_application_has_started()
    {
        using var work = new Work(_host, atOnce: true);
        await work.StartAsync(CancellationToken.None);
        Assert.Equal(0, work.Begun);

        _application.Start();

        Assert.Equal(Done, await _counted.Reader.ReadAsync());
        await work.StopAsync(CancellationToken.None);
        Assert.Equal(1, work.Begun);
    }

    [Fact]
    public async Task Comes_again_after_each_pause_and_ends_quietly_when_the_application_stops()
    {
        using var work = new Work(_host);
        await StartAsync(work);
        for (var round = 1; round <= 3; round++)
        {
            _clock.Tick();
            Assert.Equal(Done, await _counted.Reader.ReadAsync());
        }

        _application.StopApplication();
        await work.ExecuteTask!;

        Assert.Equal(3, work.Begun);
        Assert.Empty(_log.With(""));
    }

    [Fact]
    public async Task Passes_over_a_row_that_fails_names_it_in_one_line_and_does_the_others()
    {
        using var work = new Work(_host) { Rows = ["a", "broken", "c"] };

        Assert.True(await work.RunAsync(CancellationToken.None));

        Assert.Equal(["a", "c"], work.Stepped);
        Assert.Equal(["broken"], work.PassedOver);
        var line = Assert.Single(_log.With(""));
        Assert.Equal("Work passed over broken: InvalidOperationException: It does not fold.", line.Message);
        Assert.Null(line.Exception);
        Assert.Equal("loyalty_rounds_rows_failed_total", await _counted.Reader.ReadAsync());
    }

    [Fact]
    public async Task Goes_on_after_a_round_that_failed_whatever_failed()
    {
        using var work = new Work(_host) { First = () => throw new InvalidCastException("A bug.") };
        await StartAsync(work);
        _clock.Tick();
        Assert.Equal(Failed, await _counted.Reader.ReadAsync());

        work.First = () => { };
        _clock.Tick();

        Assert.Equal(Done, await _counted.Reader.ReadAsync());
        Assert.False(work.ExecuteTask!.IsCompleted);
        await work.StopAsync(CancellationToken.None);
        var line = Assert.Single(_log.With("A round of Work failed; the next one follows"));
        Assert.IsType<InvalidCastException>(line.Exception);
    }

    [Fact]
    public async Task Waits_longer_and_longer_for_PostgreSQL_until_it_is_back()
    {
        using var work = new Work(_host) { First = () => throw new StorageUnavailableException("It is away.") };
        await StartAsync(work);
        for (var round = 1; round <= 4; round++)
        {
            _clock.Tick();
            Assert.Equal(Failed, await _counted.Reader.ReadAsync());
        }

        work.First = () => { };
        _clock.Tick();
        Assert.Equal(Done, await _counted.Reader.ReadAsync());
        _clock.Tick();
        Assert.Equal(Done, await _counted.Reader.ReadAsync());
        await work.StopAsync(CancellationToken.None);

        Assert.Equal([5, 10, 20, 30, 5], _clock.Pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal(
            Enumerable.Repeat(("Work wait for PostgreSQL: It is away.", (Exception?)null), 4),
            _log.With("").Select(line => (line.Message, line.Exception)));
    }

    private async Task StartAsync(Work work)
    {
        _application.Start();
        await work.StartAsync(CancellationToken.None);
        await _clock.Started;
    }

    /// <summary>A round of something first, then a step for each row, which fails for the broken one.</summary>
    private sealed class Work(RoundsHost host, bool atOnce = false) : Rounds(host, TimeSpan.FromSeconds(5), atOnce)
    {
        internal int Begun { get; private set; }

        internal Action First { get; set; } = () => { };

        internal IReadOnlyList<string> Rows { get; init; } = [];

        internal List<string> Stepped { get; } = [];

        internal IReadOnlyCollection<string> PassedOver { get; private set; } = [];

        protected override async Task RoundAsync(CancellationToken cancellation)
        {
            Begun++;
            First();
            PassedOver = await EachAsync(Rows, StepAsync, cancellation);
        }

        private Task StepAsync(string row)
        {
            if (row == "broken")
            {
                return Task.FromException(new InvalidOperationException("It does not fold."));
            }

            Stepped.Add(row);
            return Task.CompletedTask;
        }
    }

    /// <summary>An application that starts and stops when the test says so.</summary>
    private sealed class Application : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        internal void Start() => _started.Cancel();

        public void StopApplication() => _stopping.Cancel();

        public void Dispose()
        {
            _started.Dispose();
            _stopping.Dispose();
        }
    }

    /// <summary>A clock with one timer.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action _tick = () => { };

        internal Task Started => _started.Task;

        /// <summary>The timer's periods, one after the other.</summary>
        internal List<TimeSpan> Pauses { get; } = [];

        internal void Tick() => _tick();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(period);
            _tick = () => callback(state);
            _started.TrySetResult();
            return new Timer(this);
        }

        private sealed class Timer(TickingClock clock) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                clock.Pauses.Add(period);
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
