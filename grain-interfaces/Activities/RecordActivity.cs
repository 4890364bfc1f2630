using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Activities;

/// <summary>One thing that a member did; the key is an <see cref="ActivityKey"/>. Recorded first, then credited.</summary>
[Alias("loyalty.IActivityGrain")]
public interface IActivityGrain : IGrainWithStringKey
{
    /// <summary>Records what a member did and credits what it earns. Sent again, it answers as the first time.</summary>
    [Alias("Record")]
    Task<RecordActivityOutcome> Record(RecordActivity command);

    /// <summary>Credits it if that is left to do.</summary>
    [Alias("Settle")]
    Task Settle();
}

/// <summary>Records what a member did.</summary>
/// <param name="Member">Who; has joined.</param>
/// <param name="Subject">What it was about, such as the name of a task.</param>
/// <param name="Store">The store, when it happened in one.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Actor">Who records it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RecordActivity")]
public sealed record RecordActivity(
    [Id(0)] MemberId Member,
    [Id(1)] string? Subject,
    [Id(2)] string? Store,
    [Id(3)] DateTimeOffset OccurredAt,
    [Id(4)] string Actor);

/// <summary>An activity as it stands.</summary>
/// <param name="Key">Its natural key.</param>
/// <param name="Kind">What the member did.</param>
/// <param name="Channel">Where it came from; <see langword="null"/> for the program's own pages and staff.</param>
/// <param name="Member">Who.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="Store">In which store.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Credit">What it earned, once that is in the account.</param>
/// <param name="Reversal">What of that was taken back.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ActivityView")]
public sealed record ActivityView(
    [Id(0)] string Key,
    [Id(1)] EarningEventKind Kind,
    [Id(2)] string? Channel,
    [Id(3)] MemberId Member,
    [Id(4)] string? Subject,
    [Id(5)] string? Store,
    [Id(6)] DateTimeOffset OccurredAt,
    [Id(7)] DateTimeOffset RecordedAt,
    [Id(8)] EarnedCredit? Credit,
    [Id(9)] ActivityReversal? Reversal)
{
    /// <summary>What it tells the rules.</summary>
    public EarningEvent Event => new(Key, Kind, OccurredAt, Channel, Store, Subject, []);
}

/// <summary>What an activity earned was taken back, because what it was about was given back.</summary>
/// <param name="Points">How many points.</param>
/// <param name="Debt">How many of them had been spent, and are owed.</param>
/// <param name="ReversedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ActivityReversal")]
public sealed record ActivityReversal(
    [Id(0)] Points Points, [Id(1)] Points Debt, [Id(2)] DateTimeOffset ReversedAt);

/// <summary>How recording ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.RecordActivityOutcome")]
public abstract record RecordActivityOutcome;

/// <summary>It is recorded and credited, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ActivityStands")]
public sealed record ActivityStands([Id(0)] ActivityView Activity) : RecordActivityOutcome;

/// <summary>Nobody of this id has joined.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ActivityMemberNotFound")]
public sealed record ActivityMemberNotFound : RecordActivityOutcome;

/// <summary>The name was used for an activity of other content.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ActivityNameReused")]
public sealed record ActivityNameReused : RecordActivityOutcome;

/// <summary>It happened before there were any, or is yet to happen.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ActivityTimeOutOfRange")]
public sealed record ActivityTimeOutOfRange(
    [Id(0)] DateTimeOffset Earliest, [Id(1)] DateTimeOffset Latest) : RecordActivityOutcome;
