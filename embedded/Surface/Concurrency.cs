namespace Orleans.Concurrency;

/// <summary>Calls of this grain may run between each other's turns; each turn still runs alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>This call may start while other calls are running, and never keeps another from starting.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>This call changes nothing: it may run beside other calls marked so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>
/// Activated on whichever silo its calls arrive at, and known to no other: with one worker, once a silo. Here there is one
/// silo, so it is activated once.
/// </summary>
/// <param name="maxLocalWorkers">The most activations on one silo.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : Attribute
{
    /// <summary>The most activations on one silo.</summary>
    public int MaxLocalWorkers => maxLocalWorkers;
}
