using System.Diagnostics;
using System.Globalization;

namespace OrleansLoyalty.Chaos.History;

/// <summary>What the injector did, by the same clock as the history.</summary>
public enum Happened
{
    /// <summary>A process was started; the number is its view.</summary>
    ProcessStarted,

    /// <summary>A process says it is ready.</summary>
    ProcessReady,

    /// <summary>A process that hosts grains was killed.</summary>
    SiloKilled,

    /// <summary>A process that serves GraphQL was killed.</summary>
    GatewayKilled,

    /// <summary>A process was stopped for longer than its lease.</summary>
    Frozen,

    /// <summary>It goes on, and does not know that time has passed.</summary>
    Woken,

    /// <summary>PostgreSQL was killed.</summary>
    PostgresKilled,

    /// <summary>PostgreSQL is being started again.</summary>
    PostgresStarting,

    /// <summary>PostgreSQL takes connections.</summary>
    PostgresReady,

    /// <summary>Connections were cut.</summary>
    Cut,

    /// <summary>Requests are delivered and their answers lost.</summary>
    AnswersLost,

    /// <summary>Requests are held back.</summary>
    Delayed,

    /// <summary>A process was started whose clock is off by an hour.</summary>
    ClockOff,

    /// <summary>PostgreSQL's disk was filled.</summary>
    DiskFull,

    /// <summary>The load began.</summary>
    Loaded,

    /// <summary>No new requests are made.</summary>
    Ended,
}

/// <summary>One of them.</summary>
public readonly record struct Event(long At, Happened What, int Number);

/// <summary>Writes and reads them.</summary>
public sealed class EventLog(string path) : IDisposable
{
    private readonly StreamWriter _file = new(path) { AutoFlush = true };
    private readonly Lock _turn = new();
    private readonly Dictionary<Happened, int> _counts = [];

    /// <summary>How often something happened.</summary>
    public int Count(Happened what)
    {
        lock (_turn)
        {
            return _counts.GetValueOrDefault(what);
        }
    }

    /// <summary>Writes that something happens now.</summary>
    public void Add(Happened what, int number = 0)
    {
        lock (_turn)
        {
            _counts[what] = _counts.GetValueOrDefault(what) + 1;
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()}\t{what}\t{number}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>All that happened.</summary>
    public static IReadOnlyList<Event> Read(string path) =>
    [
        .. from line in File.ReadLines(path)
           let fields = line.Split('\t')
           where fields is [_, _, { Length: > 0 }] // The last one may be being written.
           select new Event(
               long.Parse(fields[0], CultureInfo.InvariantCulture),
               Enum.Parse<Happened>(fields[1]),
               int.Parse(fields[2], CultureInfo.InvariantCulture)),
    ];
}
