namespace EmbeddedActors;

/// <summary>
/// Runs one activation's turns one after the other on the thread pool. An await inside a turn comes back here, since
/// it resumes on the scheduler it started on.
/// </summary>
internal sealed class TurnScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    // Enough to save trips through the pool, few enough that a busy grain does not hog a thread.
    private const int TurnsAtOnce = 32;

    private readonly Queue<Task> _turns = new();
    private bool _isScheduled;

    /// <summary>The activation whose turn this code runs in; null outside of grains.</summary>
    public static Activation? CurrentActivation => (Current as TurnScheduler)?.Activation;

    public override int MaximumConcurrencyLevel => 1;

    private Activation Activation => activation;

    public void Execute()
    {
        for (var done = 0; done < TurnsAtOnce; done++)
        {
            Task? turn;

            lock (_turns)
            {
                if (!_turns.TryDequeue(out turn))
                {
                    _isScheduled = false;
                    return;
                }
            }

            TryExecuteTask(turn);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_turns)
        {
            _turns.Enqueue(task);

            if (_isScheduled)
            {
                return;
            }

            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_turns)
        {
            return [.. _turns];
        }
    }
}
