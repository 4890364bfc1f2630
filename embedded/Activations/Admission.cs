using System.Diagnostics.CodeAnalysis;

namespace EmbeddedActors;

/// <summary>
/// Decides what work of an activation may start: one at a time, in order, but for what the attributes let run beside.
/// Used under the activation's lock.
/// </summary>
internal sealed class Admission(bool isReentrant)
{
    private readonly Queue<GrainWork> _inOrder = new();
    private readonly Queue<GrainWork> _interleaving = new(); // Waits only for the activation to be ready.
    private int _running; // All.
    private int _blocking; // Those that keep others from starting, and of these…
    private int _readOnly; // …the ones that let read-only work start.

    public bool IsRunningNothing => _running == 0;

    public bool IsIdle => _running == 0 && _inOrder.Count == 0 && _interleaving.Count == 0;

    public void Wait(GrainWork work) => (work.AlwaysInterleaves ? _interleaving : _inOrder).Enqueue(work);

    /// <summary>Takes the next work that may start now and counts it as running.</summary>
    public bool TryAdmit([NotNullWhen(true)] out GrainWork? work)
    {
        if (!_interleaving.TryDequeue(out work) && !TryTakeInOrder(out work))
        {
            return false;
        }

        Count(work, 1);
        return true;
    }

    /// <summary>Counts work as done.</summary>
    public void Leave(GrainWork work) => Count(work, -1);

    /// <summary>Empties the queues, for another activation or for a failure.</summary>
    public IReadOnlyList<GrainWork> TakeWaiting()
    {
        GrainWork[] all = [.. _interleaving, .. _inOrder];
        _interleaving.Clear();
        _inOrder.Clear();
        return all;
    }

    private bool TryTakeInOrder([NotNullWhen(true)] out GrainWork? work)
    {
        while (_inOrder.TryPeek(out work) && work.IsAbandoned)
        {
            _inOrder.Dequeue();
            work.Fail(new OperationCanceledException("Nobody waits for this call any more."));
        }

        return work is not null && MayStart(work) && _inOrder.TryDequeue(out work);
    }

    private bool MayStart(GrainWork work) =>
        isReentrant || _blocking == 0 || (work.IsReadOnly && _readOnly == _blocking);

    private void Count(GrainWork work, int one)
    {
        _running += one;

        if (!work.AlwaysInterleaves)
        {
            _blocking += one;
            _readOnly += work.IsReadOnly ? one : 0;
        }
    }
}
