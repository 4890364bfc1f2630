using System.Collections.Immutable;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Campaigns;

/// <summary>What was decided about a campaign; together with the time it is its <see cref="CampaignStatus"/>.</summary>
public enum CampaignStage
{
    /// <summary>Being prepared: its rules are not in force whatever the time.</summary>
    Planned = 1,

    /// <summary>Launched: its rules hold between its times.</summary>
    Launched = 2,

    /// <summary>Its rules do not hold for the time being.</summary>
    Paused = 3,

    /// <summary>Over for good.</summary>
    Ended = 4,
}

/// <summary>Where a campaign stands.</summary>
public enum CampaignStatus
{
    /// <summary>Being prepared, or launched and not begun.</summary>
    Planned = 1,

    /// <summary>Launched, and its time is now.</summary>
    Running = 2,

    /// <summary>Stopped for the time being.</summary>
    Paused = 3,

    /// <summary>Its time is over, or it was ended.</summary>
    Ended = 4,
}

/// <summary>Whom a campaign is for. What is empty does not narrow it; both must hold.</summary>
/// <param name="Tiers">Members of these tiers.</param>
/// <param name="Tags">Members with one of these tags.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignAudience")]
public sealed record CampaignAudience([Id(0)] ImmutableArray<string> Tiers, [Id(1)] ImmutableArray<string> Tags)
{
    /// <summary>All members.</summary>
    public static readonly CampaignAudience All = new([], []);
}

/// <summary>Rules for a time, an audience and a budget.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Counts its changes, from 1.</param>
/// <param name="Theme">What it is about.</param>
/// <param name="Stage">What was decided about it.</param>
/// <param name="From">Events from this moment on count.</param>
/// <param name="To">Events before this moment count; <see langword="null"/> for no end.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Budget">The most points it gives in all; <see langword="null"/> for no limit.</param>
/// <param name="Template">The template it was made from, if any.</param>
/// <param name="Actor">Who changed it last.</param>
/// <param name="ChangedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Campaign")]
public sealed record Campaign(
    [Id(0)] string Id,
    [Id(1)] long Version,
    [Id(2)] LocalText Theme,
    [Id(3)] CampaignStage Stage,
    [Id(4)] DateTimeOffset From,
    [Id(5)] DateTimeOffset? To,
    [Id(6)] CampaignAudience Audience,
    [Id(7)] ImmutableArray<Rule> Rules,
    [Id(8)] Points? Budget,
    [Id(9)] CampaignTemplate? Template,
    [Id(10)] string Actor,
    [Id(11)] DateTimeOffset ChangedAt)
{
    /// <summary>The most campaigns that are not ended at once.</summary>
    public const int MaxOpen = 100;

    /// <summary>The most rules of one campaign.</summary>
    public const int MaxRules = 20;

    /// <summary>Where the campaign stands at a moment.</summary>
    public CampaignStatus StatusAt(DateTimeOffset now) => Stage switch
    {
        CampaignStage.Ended => CampaignStatus.Ended,
        CampaignStage.Planned => CampaignStatus.Planned,
        _ when To <= now => CampaignStatus.Ended,
        CampaignStage.Paused => CampaignStatus.Paused,
        _ => From > now ? CampaignStatus.Planned : CampaignStatus.Running,
    };
}

/// <summary>What the rules must know of a campaign.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">Events from this moment on count.</param>
/// <param name="To">Events before this moment count.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="HasBudget">Whether what it gives is limited.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignTerms")]
public sealed record CampaignTerms(
    [Id(0)] string Id,
    [Id(1)] DateTimeOffset From,
    [Id(2)] DateTimeOffset? To,
    [Id(3)] CampaignAudience Audience,
    [Id(4)] bool HasBudget);

/// <summary>Campaigns that merchants expect, ready to be launched or edited first.</summary>
public enum CampaignTemplate
{
    /// <summary>Points for checking in, more on the third and the seventh day in a row.</summary>
    CheckInStreak = 1,

    /// <summary>A gift for joining and one with the first order.</summary>
    NewcomerGift = 2,

    /// <summary>100 points when a friend joins and 50 when they first order.</summary>
    ReferAFriend = 3,

    /// <summary>Twice the points on the 10th of each month.</summary>
    MemberDay = 4,

    /// <summary>Twice the points on Saturday and Sunday.</summary>
    WeekendDouble = 5,

    /// <summary>500 points from 500 yuan on, 1,200 from 1,000 yuan on.</summary>
    FullAmountSteps = 6,

    /// <summary>A gift on orders of the birthday month, and twice the points on the day itself.</summary>
    Birthday = 7,

    /// <summary>Points for a review.</summary>
    ReviewReward = 8,

    /// <summary>Points for answering a survey.</summary>
    Survey = 9,

    /// <summary>Points for visiting a store.</summary>
    StoreVisit = 10,

    /// <summary>Three times the points, for everything, on days of one's choice.</summary>
    PointsDay = 11,
}
