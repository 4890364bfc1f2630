using System.Net;
using System.Net.Sockets;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>
/// Stands in front of one process. It cuts connections, holds requests back, and delivers a request whose answer nobody
/// gets.
/// </summary>
public sealed class Proxy : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Link> _links = [];
    private readonly Lock _turn = new();
    private readonly int _target;

    private Proxy(int port, int target)
    {
        _target = target;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(512);
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Starts one.</summary>
    /// <param name="target">The port of the process behind it.</param>
    /// <param name="port">Where to listen; 0 for any free port.</param>
    public static Proxy Start(int target, int port = 0)
    {
        var proxy = new Proxy(port, target);
        _ = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>Cuts some connections at once.</summary>
    /// <returns>How many.</returns>
    public int Cut(Random random, double part) => Each(random, part, link => link.Dispose());

    /// <summary>The next requests of some connections are delivered; their answers are not, and the connections end.</summary>
    public int LoseAnswers(Random random, double part) => Each(random, part, link => link.LosesAnswer = true);

    /// <summary>The next requests of some connections are held back.</summary>
    public int Delay(Random random, double part, TimeSpan time) => Each(random, part, link => link.Delay = time);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        Each(Random.Shared, 1, link => link.Dispose());
    }

    private int Each(Random random, double part, Action<Link> action)
    {
        Link[] links;
        lock (_turn)
        {
            links = [.. _links];
        }

        var some = links.Where(_ => random.NextDouble() < part).ToArray();
        foreach (var link in some)
        {
            action(link);
        }

        return some.Length;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The proxy has ended.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var link = new Link(client);
        lock (_turn)
        {
            _links.Add(link);
        }

        try
        {
            await link.RunAsync(_target);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // One side ended: so does the other.
        }

        lock (_turn)
        {
            _links.Remove(link);
        }
    }

    private sealed class Link(Socket client) : IDisposable
    {
        private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        internal bool LosesAnswer { get; set; }

        internal TimeSpan? Delay { get; set; }

        public void Dispose()
        {
            try
            {
                // Without farewell, as when a cable is pulled.
                client.LingerState = new LingerOption(true, 0);
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                // It ended by itself a moment ago.
            }

            client.Dispose();
            _server.Dispose();
        }

        internal async Task RunAsync(int target)
        {
            client.NoDelay = true;
            await _server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target));
            await await Task.WhenAny(PumpAsync(client, _server, isRequest: true), PumpAsync(_server, client, isRequest: false));
        }

        private async Task PumpAsync(Socket from, Socket to, bool isRequest)
        {
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await from.ReceiveAsync(buffer, SocketFlags.None)) > 0)
            {
                if (isRequest && Delay is { } time)
                {
                    Delay = null;
                    await Task.Delay(time);
                }

                if (!isRequest && LosesAnswer)
                {
                    return;
                }

                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), SocketFlags.None);
                }
            }
        }
    }
}
