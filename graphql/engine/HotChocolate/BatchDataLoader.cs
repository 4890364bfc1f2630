using GraphQLEngine.Binding;

namespace GreenDonut;

/// <summary>A data loader whose batch is one call. It lives as long as its request and remembers what it loaded.</summary>
public abstract class BatchDataLoader<TKey, TValue> : IDataLoader<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private readonly IBatchScheduler _scheduler;
    private readonly int _maxBatchSize;
    private List<TKey> _waiting = [];

    protected BatchDataLoader(IBatchScheduler batchScheduler, DataLoaderOptions options)
    {
        _scheduler = batchScheduler;
        _maxBatchSize = options.MaxBatchSize;
    }

    /// <inheritdoc />
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        bool first;
        TaskCompletionSource<TValue?>? source;
        lock (_gate)
        {
            if (_known.TryGetValue(key, out source))
            {
                return source.Task;
            }

            // Continues synchronously: all fields that waited for a batch go on in the turn that delivers it.
            _known[key] = source = new TaskCompletionSource<TValue?>();
            _waiting.Add(key);
            first = _waiting.Count == 1;
        }

        if (first)
        {
            _scheduler.Schedule(DispatchAsync);
        }

        return source.Task;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TValue?>> LoadAsync(
        IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken)));

    /// <summary>Loads the values of distinct keys; a key without a value is left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private async ValueTask DispatchAsync()
    {
        List<TKey> keys;
        lock (_gate)
        {
            keys = _waiting;
            _waiting = [];
        }

        await Task.WhenAll(keys.Chunk(_maxBatchSize).Select(LoadAndDeliverAsync));
    }

    private async Task LoadAndDeliverAsync(TKey[] keys)
    {
        var turns = _scheduler as RequestBatches;
        try
        {
            var values = await LoadBatchAsync(keys, turns?.Cancellation ?? default);
            Post(turns, keys, (key, source) => source.TrySetResult(values.TryGetValue(key, out var value) ? value : default));
        }
        catch (Exception fault)
        {
            // Whoever waits for a key of this batch gets the fault; nothing else may stop on it.
            Post(turns, keys, (_, source) => source.TrySetException(fault));
        }
    }

    private void Post(RequestBatches? turns, TKey[] keys, Action<TKey, TaskCompletionSource<TValue?>> complete)
    {
        var sources = new TaskCompletionSource<TValue?>[keys.Length];
        lock (_gate)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                sources[i] = _known[keys[i]];
            }
        }

        void Deliver()
        {
            for (var i = 0; i < keys.Length; i++)
            {
                complete(keys[i], sources[i]);
            }
        }

        if (turns is null)
        {
            Deliver();
        }
        else
        {
            turns.Post(Deliver);
        }
    }
}
