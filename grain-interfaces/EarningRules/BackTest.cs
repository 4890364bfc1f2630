using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansLoyalty.EarningRules;

/// <summary>One back-test of the draft; the key is made from who asked and their request. It touches nothing.</summary>
[Alias("loyalty.IBackTestGrain")]
public interface IBackTestGrain : IGrainWithStringKey
{
    /// <summary>Starts it; starting again answers with it as it stands.</summary>
    [Alias("Start")]
    Task<BackTestOutcome> Start(StartBackTest command);

    /// <summary>Stops it where it is. One that has ended stays as it is.</summary>
    [Alias("Cancel"), AlwaysInterleave]
    Task<BackTestView?> Cancel();

    /// <summary>The back-test as it stands; <see langword="null"/> when none of this key is known.</summary>
    [Alias("View"), AlwaysInterleave]
    Task<BackTestView?> View();

    /// <summary>Answers when it has changed since <paramref name="version"/>, or after some seconds without.</summary>
    [Alias("ViewAfter"), AlwaysInterleave]
    Task<BackTestView?> ViewAfter(long version, CancellationToken cancellation = default);
}

/// <summary>Decides the events of the last days again, by the draft.</summary>
/// <param name="Days">Of how many days, 1 to <see cref="MaxDays"/>.</param>
/// <param name="PointsPerYuan">How many points are worth one unit of the currency; <see langword="null"/> as the program says.</param>
/// <param name="Actor">Who asks.</param>
[GenerateSerializer, Immutable, Alias("loyalty.StartBackTest")]
public sealed record StartBackTest([Id(0)] int Days, [Id(1)] int? PointsPerYuan, [Id(2)] string Actor)
{
    /// <summary>The most days.</summary>
    public const int MaxDays = 400;
}

/// <summary>How starting ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BackTestOutcome")]
public abstract record BackTestOutcome;

/// <summary>It runs, or has run.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BackTestStarted")]
public sealed record BackTestStarted([Id(0)] BackTestView Test) : BackTestOutcome;

/// <summary>A number is outside what it may be.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BackTestOutOfRange")]
public sealed record BackTestOutOfRange([Id(0)] string Field, [Id(1)] long Min, [Id(2)] long Max) : BackTestOutcome;

/// <summary>There is no draft to test.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BackTestNoDraft")]
public sealed record BackTestNoDraft : BackTestOutcome;

/// <summary>Where a back-test stands.</summary>
public enum BackTestStatus
{
    /// <summary>Events are being decided.</summary>
    Running = 1,

    /// <summary>All events were decided.</summary>
    Succeeded = 2,

    /// <summary>It was stopped; its figures are of what was decided until then.</summary>
    Cancelled = 3,

    /// <summary>It could not go on; <see cref="BackTestView.Problem"/> says why.</summary>
    Failed = 4,
}

/// <summary>A back-test.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Changes with every change of the rest.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DraftRevision">The draft that it tests.</param>
/// <param name="From">The first moment whose events it decides.</param>
/// <param name="To">The moment before which it does.</param>
/// <param name="EventsFound">How many events there are.</param>
/// <param name="EventsDecided">How many of them were decided so far.</param>
/// <param name="Draft">What the draft would have given.</param>
/// <param name="Given">What was really given for the same events.</param>
/// <param name="MembersAffected">How many members would have more or less than they have.</param>
/// <param name="PointsPerYuan">How many points are worth one unit of the currency.</param>
/// <param name="ByRule">What each rule of the draft would have given.</param>
/// <param name="Problem">Why it failed.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
[GenerateSerializer, Immutable, Alias("loyalty.BackTestView")]
public sealed record BackTestView(
    [Id(0)] string Id,
    [Id(1)] long Version,
    [Id(2)] BackTestStatus Status,
    [Id(3)] long DraftRevision,
    [Id(4)] DateTimeOffset From,
    [Id(5)] DateTimeOffset To,
    [Id(6)] long EventsFound,
    [Id(7)] long EventsDecided,
    [Id(8)] BackTestFigures Draft,
    [Id(9)] BackTestFigures Given,
    [Id(10)] long MembersAffected,
    [Id(11)] int PointsPerYuan,
    [Id(12)] ImmutableArray<BackTestRule> ByRule,
    [Id(13)] string? Problem,
    [Id(14)] DateTimeOffset StartedAt,
    [Id(15)] DateTimeOffset? FinishedAt);

/// <summary>What rules gave, or would have.</summary>
/// <param name="Points">Points.</param>
/// <param name="Cost">What they are worth.</param>
/// <param name="Events">For how many events there were any.</param>
/// <param name="Members">To how many members.</param>
[GenerateSerializer, Immutable, Alias("loyalty.BackTestFigures")]
public sealed record BackTestFigures(
    [Id(0)] Points Points, [Id(1)] Money Cost, [Id(2)] long Events, [Id(3)] long Members)
{
    /// <summary>Nothing yet.</summary>
    public static readonly BackTestFigures None = new(Points.Zero, Money.Zero, 0, 0);
}

/// <summary>What one rule would have given.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Points">Points.</param>
/// <param name="Events">For how many events.</param>
[GenerateSerializer, Immutable, Alias("loyalty.BackTestRule")]
public sealed record BackTestRule([Id(0)] string RuleId, [Id(1)] Points Points, [Id(2)] long Events);
