using System.Threading.Channels;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Loading;

/// <summary>
/// Loads many keys with one query: while a query runs, the next keys collect. What the journal does for appends,
/// this does for the loads of activations; no timer delays a lone key.
/// </summary>
public abstract class GroupedLoad<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The most keys of one query.</summary>
    public const int MaxKeys = 1_000;

    // A second one at a time was measured: smaller groups, and each query's own cost twice as often.
    private const int MaxQueries = 1;

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>();
    private int _running;

    /// <summary>Loads one key.</summary>
    /// <returns>What is kept of it, or <see langword="default"/> for nothing.</returns>
    /// <exception cref="StorageUnavailableException">PostgreSQL did not answer.</exception>
    public Task<TValue?> LoadAsync(TKey key)
    {
        var waiting = new Waiting(key);
        _waiting.Writer.TryWrite(waiting);
        if (Interlocked.Increment(ref _running) <= MaxQueries)
        {
            _ = Task.Run(DrainAsync);
        }
        else
        {
            Interlocked.Decrement(ref _running);
        }

        return waiting.Task;
    }

    /// <summary>Loads several keys with one query. A key of which nothing is kept is left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> QueryAsync(IReadOnlyList<TKey> keys);

    private async Task DrainAsync()
    {
        var group = new List<Waiting>();
        do
        {
            while (_waiting.Reader.TryRead(out var waiting))
            {
                group.Add(waiting);
                while (group.Count < MaxKeys && _waiting.Reader.TryRead(out waiting))
                {
                    group.Add(waiting);
                }

                await AnswerAsync(group);
                group.Clear();
            }

            Interlocked.Decrement(ref _running);
        }
        while (_waiting.Reader.TryPeek(out _) && TryRunAgain());
    }

    // A key may arrive after the last read and before the count went down: then nobody else would take it.
    private bool TryRunAgain()
    {
        if (Interlocked.Increment(ref _running) <= MaxQueries)
        {
            return true;
        }

        Interlocked.Decrement(ref _running);
        return false;
    }

    private async Task AnswerAsync(List<Waiting> group)
    {
        try
        {
            var found = await QueryAsync(group.Select(waiting => waiting.Key).Distinct().ToList());
            foreach (var waiting in group)
            {
                waiting.SetResult(found.GetValueOrDefault(waiting.Key));
            }
        }
        catch (Exception fault)
        {
            group.ForEach(waiting => waiting.SetException(fault));
        }
    }

    private sealed class Waiting(TKey key) : TaskCompletionSource<TValue?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal TKey Key { get; } = key;
    }
}
