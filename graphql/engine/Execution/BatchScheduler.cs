namespace GraphQLEngine.Execution;

/// <summary>
/// Lets a data loader wait until no field can go on without it. A loader that collected its first key calls
/// <see cref="Schedule"/>; once every resolver that can run has run, all scheduled batches are started together.
/// A batch hands its results back through <see cref="Post"/>, whose action completes the waiting keys (with task
/// sources that continue synchronously): so all fields of one wave go on before the next batch is started.
/// Both may be called from any thread.
/// </summary>
public sealed class BatchScheduler
{
    private readonly Lock _gate = new();
    private List<Action> _batches = [];
    private Action<Action>? _post;
    private Action? _wake;

    /// <summary>Has <paramref name="start"/> called when the wave has settled; it must not block.</summary>
    public void Schedule(Action start)
    {
        Action? wake;
        lock (_gate)
        {
            _batches.Add(start);
            wake = _wake;
        }

        wake?.Invoke();
    }

    /// <summary>
    /// Runs <paramref name="deliver"/> on the execution's own turn; at once when nothing is being executed.
    /// </summary>
    public void Post(Action deliver)
    {
        Action<Action>? post;
        lock (_gate)
        {
            post = _post;
        }

        if (post is null)
        {
            deliver();
            return;
        }

        post(deliver);
    }

    /// <summary>
    /// Starts every scheduled batch; false when there was none. Loaders outside an execution may call it too.
    /// </summary>
    public bool Dispatch()
    {
        List<Action> batches;
        lock (_gate)
        {
            if (_batches.Count == 0)
            {
                return false;
            }

            batches = _batches;
            _batches = [];
        }

        foreach (var start in batches)
        {
            start();
        }

        return true;
    }

    internal void Attach(Action<Action> post, Action wake)
    {
        lock (_gate)
        {
            _post = post;
            _wake = wake;
        }
    }

    internal void Detach()
    {
        lock (_gate)
        {
            _post = null;
            _wake = null;
        }
    }
}
