using System.ComponentModel.DataAnnotations;
using Orleans.Configuration;

namespace OrleansLoyalty.Silo;

/// <summary>What a process does: hosts grains, calls them for clients, or both.</summary>
public enum ProcessRole
{
    /// <summary>Grains and gateway in one process.</summary>
    All,

    /// <summary>Grains only.</summary>
    Silo,

    /// <summary>The gateway only, as a client of the silos.</summary>
    Gateway,
}

/// <summary>What this process does, and how it finds the others. Section <c>Process</c>.</summary>
public sealed class ProcessOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Process";

    /// <summary>What this process does. Everything, by default.</summary>
    public ProcessRole Role { get; set; }

    /// <summary>
    /// Whether several processes form a cluster, which PostgreSQL then keeps the list of. No by default: one process
    /// needs no list. A silo or a gateway alone always is part of a cluster.
    /// </summary>
    public bool Clustered { get; set; }

    /// <summary>The cluster's name; processes of the same name and database find each other.</summary>
    [Required]
    public string ClusterId { get; set; } = "loyalty";

    /// <summary>
    /// Where the other processes of the cluster reach a silo, which then listens there alone. Empty, the default, is the
    /// machine's own address, and the silo listens on all of them.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>Where silos talk to each other; 0, the default, takes a free port.</summary>
    [Range(0, 65535)]
    public int SiloPort { get; set; }

    /// <summary>Where gateways reach a silo; 0, the default, takes a free port.</summary>
    [Range(0, 65535)]
    public int GatewayPort { get; set; }

    /// <summary>
    /// How long a call may go unanswered. 30 seconds: longer than any batch takes, shorter than a person waits twice.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a gateway of its own waits for a silo. 8 seconds: when a silo dies, the others' calls to it end at once, but
    /// nobody tells a gateway; what it had asked is to be answered within ten, by asking again.
    /// </summary>
    public TimeSpan GatewayResponseTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// How long an uncalled grain stays in memory. 15 minutes: longer than unknown codes count against a member, and an account that is
    /// gone costs one read.
    /// </summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What this process calls itself in the cluster; no other one, before or after, is called the same.</summary>
    internal string Name { get; } = $"process-{Guid.NewGuid():N}";

    internal bool NeedsCluster => Clustered || Role != ProcessRole.All;

    internal void NameCluster(ClusterOptions cluster) =>
        (cluster.ClusterId, cluster.ServiceId) = (ClusterId, ClusterId);

    // Often enough that memory stays near what the age promises, seldom enough to cost nothing.
    internal TimeSpan CollectionQuantum =>
        TimeSpan.FromTicks(Math.Clamp(CollectionAge.Ticks / 5, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute));
}
