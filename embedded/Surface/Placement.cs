namespace Orleans.Placement;

/// <summary>Where a grain is activated when several silos could: where its first call arrives. Here there is one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : Attribute;
