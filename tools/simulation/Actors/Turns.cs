namespace OrleansLoyalty.Simulation.Actors;

/// <summary>Something that has a step to take; the seed says when.</summary>
internal abstract class Ready
{
    /// <summary>Takes one step.</summary>
    /// <returns>Whether another is left.</returns>
    internal abstract bool Step();
}

/// <summary>
/// The turns of one activation, journal or client, one after the other in the order in which they became ready. An await
/// inside a turn comes back here.
/// </summary>
internal class Turns(Schedule schedule, Process process) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Turn, object? State)> _turns = new();
    private Runner? _runner;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (process.IsDead)
        {
            return;
        }

        _turns.Enqueue((d, state));
        if (_turns.Count == 1)
        {
            schedule.Add(_runner ??= new Runner(this));
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    private bool Step()
    {
        if (process.IsDead)
        {
            _turns.Clear();
            return false;
        }

        if (process.IsStopped)
        {
            return true;
        }

        var (turn, state) = _turns.Peek();
        SetSynchronizationContext(this);
        try
        {
            turn(state);
        }
        finally
        {
            SetSynchronizationContext(null);
        }

        _turns.Dequeue();
        return _turns.Count > 0;
    }

    private sealed class Runner(Turns turns) : Ready
    {
        internal override bool Step() => turns.Step();
    }
}

/// <summary>What lives and dies together: a silo, or the clients.</summary>
internal class Process(Schedule schedule)
{
    private long _stoppedUntil;

    /// <summary>Whether it was killed: nothing of it runs any more.</summary>
    internal bool IsDead { get; private protected set; }

    /// <summary>Whether it does not run for now, as after SIGSTOP.</summary>
    internal bool IsStopped => _stoppedUntil > schedule.Steps;

    internal void StopFor(int steps) => _stoppedUntil = schedule.Steps + steps;

    internal void GoOn() => _stoppedUntil = 0;
}

/// <summary>All that has a step to take, and the seed's choice among it. One thread.</summary>
internal sealed class Schedule(Chance chance)
{
    private readonly List<Ready> _ready = [];

    internal long Steps { get; private set; }

    internal bool IsIdle => _ready.Count == 0;

    internal void Add(Ready ready) => _ready.Add(ready);

    internal void Step()
    {
        Steps++;
        var at = chance.Below(_ready.Count);
        var chosen = _ready[at];
        if (!chosen.Step())
        {
            // Steps only add at the end, so the chosen one is still where it was.
            _ready[at] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
        }
    }
}

/// <summary>All that is random, from one seed.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D;

    internal int Below(int limit) => (int)(((UInt128)Next() * (ulong)limit) >> 64);

    internal int Between(int least, int most) => least + Below(most - least + 1);

    internal bool OneIn(int many) => many > 0 && Below(many) == 0;

    internal bool Percent(int percent) => Below(100) < percent;

    internal T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    // SplitMix64.
    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
