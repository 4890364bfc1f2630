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
