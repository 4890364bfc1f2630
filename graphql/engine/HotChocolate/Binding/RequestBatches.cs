using System.Runtime.CompilerServices;
using GraphQLEngine.Execution;
using GreenDonut;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQLEngine.Binding;

/// <summary>A request's data loaders, and the engine's scheduler as they see it.</summary>
internal sealed class RequestBatches(RequestContext request) : IBatchScheduler
{
    // Loaders live exactly as long as their request, which knows nothing of them.
    private static readonly ConditionalWeakTable<RequestContext, RequestBatches> OfRequests = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<Type, IDataLoader> _loaders = [];

    /// <summary>Fires when the client has left.</summary>
    public CancellationToken Cancellation => request.Cancellation;

    /// <summary>The request's own loader of this class.</summary>
    public static TLoader Loader<TLoader>(ResolverContext context)
        where TLoader : class, IDataLoader =>
        OfRequests.GetValue(context.Request, static request => new RequestBatches(request)).Loader<TLoader>();

    public void Schedule(Func<ValueTask> dispatch) => request.Batches.Schedule(() => _ = dispatch().AsTask());

    /// <summary>Has a batch's results handed over on the execution's own turn.</summary>
    public void Post(Action deliver) => request.Batches.Post(deliver);

    private TLoader Loader<TLoader>()
        where TLoader : class, IDataLoader
    {
        lock (_gate)
        {
            if (!_loaders.TryGetValue(typeof(TLoader), out var loader))
            {
                _loaders[typeof(TLoader)] = loader = Factory<TLoader>.Create(
                    request.Services, [this, new DataLoaderOptions()]);
            }

            return (TLoader)loader;
        }
    }

    private static class Factory<TLoader>
    {
        public static readonly ObjectFactory<TLoader> Create =
            ActivatorUtilities.CreateFactory<TLoader>([typeof(IBatchScheduler), typeof(DataLoaderOptions)]);
    }
}
