using System.Security.Claims;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Channels;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.Orders;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Earning;
using OrleansLoyalty.Storage.Activities;

namespace OrleansLoyalty.Api.Activities;

/// <summary>Something that a member did, other than buying, and what it earned.</summary>
/// <param name="Id">Its natural key: channel or program, kind, name.</param>
/// <param name="Kind">What they did.</param>
/// <param name="Channel">The code of the channel; null for the program's own pages and staff.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="Store">The store, when it happened in one.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Credit">What it earned, once that is in the member's account.</param>
/// <param name="Reversal">What of that was taken back: of a friend's first order, when no order of theirs is left.</param>
[GraphQLName("Activity")]
public sealed record ShownActivity(
    [property: ID] string Id,
    EarningEventKind Kind,
    [property: ID] string? Channel,
    string? Subject,
    string? Store,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    ShownCredit? Credit,
    ShownReversal? Reversal)
{
    /// <summary>Who did it.</summary>
    [GraphQLIgnore]
    public string MemberId { get; init; } = "";

    internal static ShownActivity From(ActivityView activity) => new(
        activity.Key,
        activity.Kind,
        activity.Channel,
        activity.Subject,
        activity.Store,
        activity.OccurredAt,
        activity.RecordedAt,
        ShownCredit.From(activity.Credit),
        activity.Reversal is { } reversal
            ? new ShownReversal(reversal.Points.Value, reversal.Debt.Value, reversal.ReversedAt)
            : null)
    {
        MemberId = activity.Member.Value,
    };
}

/// <summary>What an activity earned was taken back, because what it was about was given back.</summary>
/// <param name="Points">How many points.</param>
/// <param name="Debt">How many of them had been spent, and are owed.</param>
/// <param name="ReversedAt">When.</param>
[GraphQLName("ActivityReversal")]
public sealed record ShownReversal(long Points, long Debt, DateTimeOffset ReversedAt);

/// <summary>Who did something.</summary>
[ObjectType<ShownActivity>]
public static partial class ActivityNode
{
    /// <summary>Who did it.</summary>
    public static async Task<MemberAtTill> GetMemberAsync(
        [Parent] ShownActivity activity, MemberById members, CancellationToken cancellation) =>
        MemberAtTill.From(await members.LoadRequiredAsync(activity.MemberId, cancellation));
}

/// <summary>Which activities a list shows. A part that is left out does not narrow it.</summary>
/// <param name="Kind">Only of this kind.</param>
/// <param name="Channel">Only of this channel.</param>
/// <param name="MemberId">Only of this member.</param>
/// <param name="From">Recorded at this moment or later.</param>
/// <param name="To">Recorded before this moment.</param>
public sealed record ActivityFilterInput(
    EarningEventKind? Kind,
    [property: ID] string? Channel,
    [property: ID] string? MemberId,
    DateTimeOffset? From,
    DateTimeOffset? To);

/// <summary>Lists activities.</summary>
[QueryType]
public static partial class ActivitiesQuery
{
    private static readonly ListCursors Cursors = new("activities", typeof(DateTimeOffset), typeof(string));

    /// <summary>What members did, other than buying, newest first.</summary>
    /// <param name="where">Which activities.</param>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ShownActivity>> GetActivitiesAsync(
        ActivityFilterInput? where, PagingArguments page, ActivityQueries activities, CancellationToken cancellation) =>
        Cursors.Connection(
            await activities.ListAsync(
                new ActivityFilter(where?.Kind, where?.Channel, where?.MemberId, where?.From, where?.To),
                Cursors.Window(page),
                cancellation),
            ShownActivity.From,
            row => [row.RecordedAt, row.Key]);

    /// <summary>The code by which the signed-in member invites friends, for a link: always the same.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static Task<string> GetInviteCodeAsync(ClaimsPrincipal user, MemberCodes codes, CancellationToken cancellation) =>
        codes.InviteAsync(Acting.Member(user), cancellation);
}
