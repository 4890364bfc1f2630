namespace EmbeddedActors;

/// <summary>
/// The calls whose callers still wait, oldest first, in a few lanes so that threads seldom meet. Knows which are
/// overdue without a timer a call, and when none is left.
/// </summary>
internal sealed class PendingCalls(TimeProvider clock, TimeSpan timeout)
{
    private readonly Lane[] _lanes = [.. Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => new Lane())];

    public void Add(GrainCall call)
    {
        call.Made = clock.GetTimestamp();
        var lane = _lanes[(uint)Environment.CurrentManagedThreadId % _lanes.Length];
        call.Lane = lane;
        lane.Add(call);
    }

    /// <summary>Takes a call off, answered; the second time it does nothing.</summary>
    public static void Remove(GrainCall call) => call.Lane?.Remove(call);

    public bool IsEmpty => Array.TrueForAll(_lanes, lane => lane.IsEmpty);

    /// <summary>Answers those overdue with a <see cref="TimeoutException"/>; returns how many.</summary>
    public int TimeOutOverdue()
    {
        var count = 0;

        foreach (var lane in _lanes)
        {
            while (lane.TakeOldest(call => clock.GetElapsedTime(call.Made) > timeout) is { } call)
            {
                call.TimeOut(timeout, call.Target);
                count++;
            }
        }

        return count;
    }

    /// <summary>A doubly linked list through the calls themselves: no allocation, removal in constant time.</summary>
    internal sealed class Lane
    {
        private readonly Lock _lock = new();
        private GrainCall? _oldest;
        private GrainCall? _newest;

        public bool IsEmpty => Volatile.Read(ref _oldest) is null;

        public void Add(GrainCall call)
        {
            lock (_lock)
            {
                call.Previous = _newest;

                if (_newest is null)
                {
                    _oldest = call;
                }
                else
                {
                    _newest.Next = call;
                }

                _newest = call;
            }
        }

        public void Remove(GrainCall call)
        {
            lock (_lock)
            {
                Unlink(call);
            }
        }

        public GrainCall? TakeOldest(Predicate<GrainCall> condition)
        {
            lock (_lock)
            {
                if (_oldest is not { } call || !condition(call))
                {
                    return null;
                }

                Unlink(call);
                return call;
            }
        }

        private void Unlink(GrainCall call)
        {
            if (call.Previous is null && _oldest != call)
            {
                return; // Taken off before.
            }

            if (call.Previous is null)
            {
                _oldest = call.Next;
            }
            else
            {
                call.Previous.Next = call.Next;
            }

            if (call.Next is null)
            {
                _newest = call.Previous;
            }
            else
            {
                call.Next.Previous = call.Previous;
            }

            call.Previous = null;
            call.Next = null;
        }
    }
}
