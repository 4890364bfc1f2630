using System.Threading.Channels;
using Npgsql;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage.Loading;

/// <summary>
/// Loads many keys with one query: while a query runs, the next keys collect. What the journal does for appends,
/// this does for the loads of activations; no timer delays a lone key. A row that cannot be read fails its key alone.
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
    /// <exception cref="Exception">What <see cref="Read"/> threw for this key.</exception>
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

    /// <summary>Finds the rows of several keys with one query and hands each of them on.</summary>
    protected abstract Task QueryAsync(IReadOnlyList<TKey> keys, Action<NpgsqlDataReader> row);

    /// <summary>Whose row it is: one of the keys that were asked for.</summary>
    protected abstract TKey KeyOf(NpgsqlDataReader row);

    /// <summary>Reads a row. What it throws fails the row's key.</summary>
    /// <param name="row">A row of the key.</param>
    /// <param name="before">What the key's earlier rows were read as; <see langword="default"/> for the first.</param>
    protected abstract TValue Read(NpgsqlDataReader row, TValue? before);

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
        var answers = new Dictionary<TKey, Answer>(group.Count);
        try
        {
            await QueryAsync(group.Select(waiting => waiting.Key).Distinct().ToList(), row => Add(answers, row));
        }
        catch (Exception fault)
        {
            group.ForEach(waiting => waiting.SetException(fault));
            return;
        }

        foreach (var waiting in group)
        {
            var answer = answers.GetValueOrDefault(waiting.Key);
            if (answer.Fault is { } fault)
            {
                waiting.SetException(fault);
            }
            else
            {
                waiting.SetResult(answer.Value);
            }
        }
    }

    private void Add(Dictionary<TKey, Answer> answers, NpgsqlDataReader row)
    {
        var key = KeyOf(row);
        var before = answers.GetValueOrDefault(key);
        if (before.Fault is not null)
        {
            return;
        }

        try
        {
            answers[key] = new Answer(Read(row, before.Value), null);
        }
        catch (Exception fault) when (fault is not NpgsqlException)
        {
            answers[key] = new Answer(default, fault);
        }
    }

    private readonly record struct Answer(TValue? Value, Exception? Fault);

    private sealed class Waiting(TKey key) : TaskCompletionSource<TValue?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal TKey Key { get; } = key;
    }
}
