namespace GreenDonut;

/// <summary>Runs a loader's batch once no field can go on without it.</summary>
public interface IBatchScheduler
{
    void Schedule(Func<ValueTask> dispatch);
}

/// <summary>How a data loader works.</summary>
public class DataLoaderOptions
{
    /// <summary>The most keys of one batch; further keys make further batches. Default 1,024.</summary>
    public int MaxBatchSize { get; set; } = 1_024;
}

/// <summary>Any data loader; resolvers that take one get the request's own.</summary>
public interface IDataLoader;

/// <summary>Loads values by key, those of sibling fields together and each key once a request.</summary>
public interface IDataLoader<TKey, TValue> : IDataLoader
    where TKey : notnull
{
    /// <summary>The key's value, or null where there is none.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The values of the keys in their order, null where there is none.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default);
}

public static class DataLoaderExtensions
{
    /// <summary>The key's value; throws <see cref="KeyNotFoundException"/> where there is none.</summary>
    public static async Task<TValue> LoadRequiredAsync<TKey, TValue>(
        this IDataLoader<TKey, TValue> loader, TKey key, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TValue : class =>
        await loader.LoadAsync(key, cancellationToken)
            ?? throw new KeyNotFoundException($"There is nothing under the key {key}.");
}
