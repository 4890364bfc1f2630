using OrleansLoyalty.Storage.Insights;

namespace OrleansLoyalty.Insights;

/// <summary>Has the daily figures added up. Every silo does so; the projector's row lets one work.</summary>
public sealed class DailyFiguresRounds(DailyFiguresProjector projector, RoundsHost host) : Rounds(host, Pause)
{
    /// <summary>The pause between two rounds: a person looks at these figures, no decision does.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => projector.ProjectAsync(cancellation);
}
