namespace OrleansLoyalty.Journal;

/// <summary>Something that became true and stays so: one row, inserted once.</summary>
public abstract record Fact;

/// <summary>Facts that become true together or not at all.</summary>
public sealed class Entry(params Fact[] facts)
{
    /// <summary>In the order in which they were decided.</summary>
    public IReadOnlyList<Fact> Facts { get; } = facts;
}
