using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Orders;

namespace OrleansLoyalty.Activities;

/// <summary>A member did something that may earn points.</summary>
public sealed record ActivityRecorded(
    ActivityKey Key, MemberId Member, string? Subject, string? Store, string Actor, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt)
    : Fact;

/// <summary>What an activity earned.</summary>
public sealed record ActivityCredited(ActivityKey Key, EarnedCredit Credit) : Fact;

/// <summary>What an activity earned was taken back.</summary>
public sealed record ActivityReversed(ActivityKey Key, Points Points, Points Debt, DateTimeOffset ReversedAt) : Fact;

/// <summary>A member was invited by another.</summary>
public sealed record MemberReferred(MemberId Member, MemberId Inviter, DateTimeOffset InvitedAt) : Fact;
