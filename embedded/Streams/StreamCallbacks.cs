using Orleans.Streams;

namespace EmbeddedActors;

/// <summary>An observer made of functions.</summary>
internal sealed class StreamCallbacks<T>(
    Func<T, StreamSequenceToken?, Task> onNext, Func<Exception, Task> onError) : IAsyncObserver<T>
{
    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

    public Task OnErrorAsync(Exception ex) => onError(ex);
}
