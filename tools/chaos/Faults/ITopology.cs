namespace OrleansLoyalty.Chaos.Faults;

/// <summary>The processes of the application, and how they are killed and frozen.</summary>
public interface ITopology : IAsyncDisposable
{
    /// <summary>The proxies in front of the gateways that are in service.</summary>
    IReadOnlyList<Proxy> Fronts { get; }

    /// <summary>Starts everything; returns when it is in service.</summary>
    Task StartAsync();

    /// <summary>Kills a process that hosts grains, and starts another in its place.</summary>
    Task KillSiloAsync(Random random);

    /// <summary>Kills a process that serves GraphQL, and starts another in its place.</summary>
    Task KillGatewayAsync(Random random);

    /// <summary>
    /// Stops a process for longer than its lease, so that others take over, and wakes it: it is asked for some more
    /// seconds, and killed then.
    /// </summary>
    Task FreezeAsync(Random random, TimeSpan lease);
}
