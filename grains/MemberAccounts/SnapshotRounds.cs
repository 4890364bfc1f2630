using OrleansLoyalty.Storage.Projector;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>Has snapshots taken of accounts. Every silo does so; the projector's row lets one work.</summary>
public sealed class SnapshotRounds(AccountProjector projector, RoundsHost host) : Rounds(host, Pause)
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => projector.ProjectAsync(cancellation);
}
