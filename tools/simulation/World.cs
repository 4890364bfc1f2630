using OrleansLoyalty.Simulation.Actors;
using OrleansLoyalty.Simulation.Audit;
using OrleansLoyalty.Simulation.Store;
using OrleansLoyalty.Simulation.Workload;

namespace OrleansLoyalty.Simulation;

/// <summary>Everything of one seed: silos, store, clients and clock, in one thread.</summary>
internal sealed class World
{
    internal World(ulong seed, int operations, Weakness weakness, bool traced)
    {
        Chance = new Chance(seed);
        Plan = new Plan(Chance, operations);
        Weakness = weakness;
        Trace = new Trace(traced);
        Clock = new SimulatedClock();
        Schedule = new Schedule(Chance);
        Tables = new Tables(this);
        Reads = new SimulatedReads(this);
        Cluster = new Cluster(this);
        Clients = new Clients(this);
    }

    internal Chance Chance { get; }

    internal Plan Plan { get; }

    internal Weakness Weakness { get; }

    internal Trace Trace { get; }

    internal SimulatedClock Clock { get; }

    internal Schedule Schedule { get; }

    internal Tables Tables { get; }

    internal SimulatedReads Reads { get; }

    internal Cluster Cluster { get; }

    internal Clients Clients { get; }

    /// <summary>Whether calls fail and silos die; not while everything is brought to its end.</summary>
    internal bool IsFaulty { get; private set; } = true;

    internal DateOnly Today => SimulatedProgram.DayOf(Clock.GetUtcNow());

    /// <summary>Runs until everything is answered.</summary>
    /// <exception cref="Violation">Something is not as it must be.</exception>
    internal void Run()
    {
        Clients.Start();
        RunUntil(() => Clients.AreDone);
        Check.That(Clients.AreDone, "Nothing is left to do, and calls wait for one another.");
        IsFaulty = false;
        for (var silo = 0; silo < Cluster.Silos.Count; silo++)
        {
            Cluster.Silos[silo].GoOn();
            if (!Plan.IsOrderly)
            {
                // An activation that another has overtaken does not know: the last look is by new ones.
                Cluster.Kill(silo);
            }
        }

        Clients.Settle();
        RunUntil(() => Schedule.IsIdle);
        Check.That(Clients.AreSettled, "Nothing is left to do, and calls are not answered.");
        FinalAudit.Run(this);
    }

    // Far more steps than any run takes: beyond them, something goes round in circles.
    private void RunUntil(Func<bool> done)
    {
        var limit = Schedule.Steps + 2_000 + (2_000L * Plan.Operations);
        while (!done() && !Schedule.IsIdle)
        {
            Schedule.Step();
            if (Clients.Failure is { } failure)
            {
                throw failure;
            }

            Check.That(Schedule.Steps < limit, "It does not come to an end.");
        }
    }
}

/// <summary>The simulated clock: it stands still but when a client lets time pass.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    internal void Pass(TimeSpan span) => _now += span;
}

/// <summary>The last steps, for whoever reads about a violation. Off, it costs nothing.</summary>
internal sealed class Trace(bool isOn)
{
    private const int Shown = 30;

    private readonly Queue<string> _last = new();

    internal bool IsOn => isOn;

    /// <summary>A digest of all steps: the same for the same seed.</summary>
    internal int Digest { get; private set; } = 17;

    internal int Count { get; private set; }

    internal void Add(string step)
    {
        if (!isOn)
        {
            return;
        }

        Count++;
        foreach (var letter in step)
        {
            Digest = (Digest * 31) + letter;
        }

        _last.Enqueue($"{Count,5}  {step}");
        if (_last.Count > Shown)
        {
            _last.Dequeue();
        }
    }

    public override string ToString() => string.Join('\n', _last);
}

/// <summary>Something is not as it must be.</summary>
internal sealed class Violation(string message) : Exception(message);

internal static class Check
{
    internal static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new Violation(otherwise);
        }
    }
}
