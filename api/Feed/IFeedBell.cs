namespace OrleansLoyalty.Api.Feed;

/// <summary>Rings when facts were committed somewhere in the cluster.</summary>
public interface IFeedBell
{
    /// <summary>A task that completes with the next ring. Ask before reading, and nothing is missed.</summary>
    Task NextRing { get; }
}
