namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>The real clock, moved ahead.</summary>
public sealed class MovedClock : TimeProvider
{
    private TimeSpan _ahead;

    /// <summary>Moves it further ahead.</summary>
    public void Move(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
}
