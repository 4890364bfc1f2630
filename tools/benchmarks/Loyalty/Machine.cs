using System.Globalization;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Whose processor time went where, in clock ticks (10 ms) since each began.</summary>
internal readonly record struct Ticks(long Server, long Postgres, long Load, long Own, long Steal, long Busy, long Total)
{
    public static Ticks operator -(Ticks after, Ticks before) => new(
        after.Server - before.Server,
        after.Postgres - before.Postgres,
        after.Load - before.Load,
        after.Own - before.Own,
        after.Steal - before.Steal,
        after.Busy - before.Busy,
        after.Total - before.Total);

    /// <summary>The share of the machine that others took: the hypervisor, and processes that are not measured.</summary>
    internal double Disturbance => (Steal + Math.Max(0, Busy - Server - Postgres - Load - Own)) / (double)Math.Max(1, Total);
}

/// <summary>Reads processor times from <c>/proc</c>.</summary>
internal static class Machine
{
    private const double MicrosecondsPerTick = 10_000;

    internal static double Microseconds(long ticks) => ticks * MicrosecondsPerTick;

    /// <summary>Everything at this moment.</summary>
    /// <param name="server">The process that is measured.</param>
    /// <param name="postmaster">PostgreSQL's first process; the others are its children.</param>
    internal static Ticks Now(int server, int postmaster)
    {
        var self = Times(Environment.ProcessId);
        var machine = File.ReadLines("/proc/stat").First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(Long).ToArray();
        return new Ticks(
            Times(server).Own,
            Postgres(postmaster),
            self.Children, // wrk and pgbench, which have ended.
            self.Own,
            machine[7],
            machine[0] + machine[1] + machine[2],
            machine.Sum());
    }

    /// <summary>The parent of a process.</summary>
    internal static int Parent(int process) => (int)Stat($"/proc/{process}")![0];

    /// <summary>The memory that a process holds, in bytes.</summary>
    internal static long Resident(int process) =>
        Long(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1]) * Environment.SystemPageSize;

    /// <summary>The most memory that a process holds until told to stop looking, in bytes.</summary>
    internal static async Task<long> HighestResidentAsync(int process, CancellationToken stop)
    {
        var highest = 0L;
        while (!stop.IsCancellationRequested)
        {
            highest = Math.Max(highest, Resident(process));
            await Task.Delay(20, CancellationToken.None);
        }

        return highest;
    }

    private static long Postgres(int postmaster)
    {
        var (own, ended) = Times(postmaster);
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
        {
            if (Stat(process) is { } stat && stat[0] == postmaster)
            {
                own += stat[10] + stat[11] + stat[12] + stat[13];
            }
        }

        return own + ended;
    }

    private static (long Own, long Children) Times(int process) =>
        Stat($"/proc/{process}") is { } stat ? (stat[10] + stat[11], stat[12] + stat[13]) : default;

    // What follows the name and the state: parent, … (10) user, system, and both of its ended children.
    private static long[]? Stat(string process)
    {
        try
        {
            var stat = File.ReadAllText($"{process}/stat");
            return stat[(stat.LastIndexOf(')') + 4)..].Split(' ').Take(14).Select(Long).ToArray();
        }
        catch (IOException)
        {
            return null; // It has ended.
        }
    }

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
