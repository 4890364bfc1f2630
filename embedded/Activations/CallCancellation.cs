namespace EmbeddedActors;

/// <summary>
/// The grain's own end of a caller's cancellation token. Cancelling answers the caller at once and only asks the grain
/// to stop: what it has begun it may finish.
/// </summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;

    public CallCancellation(Action answerCaller, CancellationToken caller)
    {
        Token = _source.Token;
        _registration = caller.Register(() =>
        {
            answerCaller();
            Cancel();
        });
    }

    public CancellationToken Token { get; }

    // Off the canceller's stack: the grain's callbacks are no business of whoever cancels.
    public void Cancel() => ThreadPool.UnsafeQueueUserWorkItem(static self => self.CancelSource(), this, false);

    public void Dispose()
    {
        _registration.Dispose();

        lock (_source)
        {
            _source.Dispose();
        }
    }

    private void CancelSource()
    {
        lock (_source)
        {
            try
            {
                _source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The call ended first.
            }
            catch (AggregateException)
            {
                // A callback of the grain's own failed; cancelling is no less done.
            }
        }
    }
}
