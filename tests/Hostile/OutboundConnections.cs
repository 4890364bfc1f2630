using System.Diagnostics.Tracing;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>
/// Counts connections and look-ups of names that begin in whatever this thread calls from now on. Tests beside this one
/// connect as well; what they do flows from elsewhere.
/// </summary>
internal sealed class OutboundConnections
{
    private static readonly AsyncLocal<OutboundConnections?> Current = new();
    private static readonly Listener Events = new();
    private int _seen;

    public OutboundConnections()
    {
        Assert.NotNull(Events);
        Current.Value = this;
    }

    public int Seen => _seen;

    private sealed class Listener : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName is "ConnectStart" or "ResolutionStart" && Current.Value is { } watch)
            {
                Interlocked.Increment(ref watch._seen);
            }
        }
    }
}

public sealed class WatchingForConnections
{
    [Fact]
    public async Task Sees_one_that_is_made()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var watch = new OutboundConnections();

        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync((System.Net.IPEndPoint)listener.LocalEndpoint);

        Assert.Equal(1, watch.Seen);
    }
}
