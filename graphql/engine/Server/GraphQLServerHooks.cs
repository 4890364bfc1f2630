using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>What an application adds per request and per connection. Override what is needed; the rest does nothing.</summary>
public class GraphQLServerHooks
{
    /// <summary>
    /// Called for every operation of every transport before it is prepared. Throw
    /// <see cref="RequestRefusedException"/> to turn it away, 503 with a time to retry for instance.
    /// May replace <see cref="HttpContext.User"/>.
    /// </summary>
    public virtual ValueTask AdmitAsync(HttpContext http, OperationRequest request, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    /// <summary>
    /// Called when a WebSocket client sends <c>connection_init</c>. May replace <see cref="HttpContext.User"/>, which
    /// then holds for the connection. Throw <see cref="ConnectionRefusedException"/> to close it.
    /// </summary>
    /// <param name="http">The request that opened the socket.</param>
    /// <param name="payload">What the client sent along, often a token; null when nothing.</param>
    /// <param name="cancellation">Fires when the client has left.</param>
    /// <returns>What to send with <c>connection_ack</c>; null for nothing.</returns>
    public virtual ValueTask<IReadOnlyDictionary<string, object?>?> ConnectAsync(
        HttpContext http, IReadOnlyDictionary<string, object?>? payload, CancellationToken cancellation) => new(default(IReadOnlyDictionary<string, object?>));

    /// <summary>
    /// When what the client showed (a token) expires, null for never. Asked once a connection or event stream
    /// has been let in; at that moment it is ended.
    /// </summary>
    public virtual DateTimeOffset? ExpiresAt(HttpContext http) => null;

    /// <summary>
    /// Attaches to <see cref="RequestContext.Features"/> what resolvers want to find there. The HttpContext is there
    /// already. For a subscription this is called again for each event.
    /// </summary>
    public virtual void Prepare(RequestContext context, HttpContext http)
    {
    }

    /// <summary>Called when a WebSocket that was let in has ended, for whatever reason.</summary>
    public virtual ValueTask DisconnectedAsync(HttpContext http) => ValueTask.CompletedTask;
}

/// <summary>Closes a WebSocket with 4403; the message goes into the close frame (at most 123 bytes of it).</summary>
public sealed class ConnectionRefusedException(string message) : Exception(message);
