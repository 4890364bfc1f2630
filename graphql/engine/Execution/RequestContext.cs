using System.Security.Claims;
using GraphQLEngine.Types;

namespace GraphQLEngine.Execution;

/// <summary>Who asks and with what at hand; made by the transport, one a request (or a subscription).</summary>
public sealed class RequestContext(
    IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellation = default)
{
    private Metadata? _features;
    private BatchScheduler? _batches;

    /// <summary>Services of the request's scope.</summary>
    public IServiceProvider Services { get; } = services;

    public ClaimsPrincipal User { get; } = user;

    /// <summary>Fires when the client has left.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Open bag for transports and bindings, found by .NET type.</summary>
    public Metadata Features => _features ??= new Metadata();

    /// <summary>Gathers the keys of sibling fields; see <see cref="BatchScheduler"/>.</summary>
    public BatchScheduler Batches => _batches ??= new BatchScheduler();

    /// <summary>
    /// For a subscription: the context of one event, by default this one again. A transport that gives each event
    /// a scope of services returns it here.
    /// </summary>
    public Func<RequestContext, EventScope>? BeginEvent { get; init; }
}

/// <summary>The context of one event of a subscription and what to dispose after it was answered.</summary>
public readonly record struct EventScope(RequestContext Context, IAsyncDisposable? Lifetime);
