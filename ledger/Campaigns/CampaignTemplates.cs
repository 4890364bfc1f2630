using System.Collections.Immutable;
using System.Diagnostics;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Campaigns;

/// <summary>The campaigns that merchants expect. Each is complete: it can be launched as it is, or edited first.</summary>
public static class CampaignTemplates
{
    /// <summary>What a template makes.</summary>
    /// <param name="template">Which.</param>
    /// <param name="from">From when on it is to hold.</param>
    public static CampaignPlan Plan(CampaignTemplate template, DateTimeOffset from)
    {
        var (zh, en, rules) = template switch
        {
            CampaignTemplate.CheckInStreak => ("连续签到", "Check-in streak", CheckInStreak()),
            CampaignTemplate.NewcomerGift => ("新人礼", "Newcomer gift", NewcomerGift()),
            CampaignTemplate.ReferAFriend => ("邀请有礼", "Refer a friend", ReferAFriend()),
            CampaignTemplate.MemberDay => ("会员日双倍积分", "Member day", MemberDay()),
            CampaignTemplate.WeekendDouble => ("周末双倍积分", "Weekend double", WeekendDouble()),
            CampaignTemplate.FullAmountSteps => ("满额赠积分", "Full-amount steps", FullAmountSteps()),
            CampaignTemplate.Birthday => ("生日礼", "Birthday", Birthday()),
            CampaignTemplate.ReviewReward => ("评价有礼", "Review reward", ReviewReward()),
            CampaignTemplate.Survey => ("问卷有礼", "Survey", Survey()),
            CampaignTemplate.StoreVisit => ("到店有礼", "Store visit", StoreVisit()),
            CampaignTemplate.PointsDay => ("积分狂欢日", "Points day", PointsDay()),
            _ => throw new UnreachableException($"{template} makes nothing."),
        };
        return new CampaignPlan(new LocalText(zh, en), from, null, CampaignAudience.All, rules, null);
    }

    private static ImmutableArray<Rule> CheckInStreak() =>
    [
        Make("check-in", "每日签到5分，第3天10分，第7天50分", "5 a day, 10 on day 3, 50 on day 7", EarningEventKind.CheckIn, new CheckInSteps(
            [new(1, new Points(5)), new(3, new Points(10)), new(4, new Points(5)), new(7, new Points(50))], 7)),
    ];

    private static ImmutableArray<Rule> NewcomerGift() =>
    [
        Make("welcome", "注册送100", "100 for joining", EarningEventKind.Registration, Fixed(100)) with { Caps = InAll(100) },
        Make("first-order", "首单送200", "200 with the first order", EarningEventKind.OrderPaid, Fixed(200)) with
        {
            Conditions = RuleConditions.None with { FirstOrder = true },
            Caps = InAll(200),
        },
    ];

    private static ImmutableArray<Rule> ReferAFriend() =>
    [
        Make("friend-joined", "好友注册送100", "100 when a friend joins", EarningEventKind.FriendRegistered, Fixed(100)),
        Make("friend-ordered", "好友首单送50", "50 when they first order", EarningEventKind.FriendOrdered, Fixed(50)),
    ];

    private static ImmutableArray<Rule> MemberDay() =>
    [
        Make("member-day", "每月10日双倍", "Double on the 10th", EarningEventKind.OrderPaid, Twice) with
        {
            Conditions = RuleConditions.None with { DaysOfMonth = [10] },
        },
    ];

    private static ImmutableArray<Rule> WeekendDouble() =>
    [
        Make("weekend", "周末双倍", "Double at weekends", EarningEventKind.OrderPaid, Twice) with
        {
            Conditions = RuleConditions.None with { Weekdays = [DayOfWeek.Saturday, DayOfWeek.Sunday] },
        },
    ];

    private static ImmutableArray<Rule> FullAmountSteps() =>
    [
        Make("full-amount", "满500送500，满1000送1200", "500 from 500, 1,200 from 1,000", EarningEventKind.OrderPaid, new AmountSteps(
            [new(new Money(500_00), new Points(500)), new(new Money(1_000_00), new Points(1_200))], GoodsFilter.All)),
    ];

    private static ImmutableArray<Rule> Birthday() =>
    [
        Make("birthday-month", "生日月消费送100", "100 with an order in the birthday month", EarningEventKind.OrderPaid, Fixed(100)) with
        {
            Conditions = RuleConditions.None with { Birthday = BirthdayCondition.Month },
            Caps = new RuleCaps(new Points(100), null),
        },
        Make("birthday", "生日当天双倍", "Double on the birthday", EarningEventKind.OrderPaid, Twice) with
        {
            Conditions = RuleConditions.None with { Birthday = BirthdayCondition.Day },
        },
    ];

    private static ImmutableArray<Rule> ReviewReward() =>
    [
        Make("review", "评价送20，每日最多60", "20 a review, at most 60 a day", EarningEventKind.Review, Fixed(20)) with
        {
            Caps = new RuleCaps(new Points(60), null),
        },
    ];

    private static ImmutableArray<Rule> Survey() =>
    [
        Make("survey", "完成问卷送50", "50 for the survey", EarningEventKind.Task, Fixed(50)) with
        {
            Conditions = RuleConditions.None with { Subjects = ["survey"] },
            Caps = InAll(50),
        },
    ];

    private static ImmutableArray<Rule> StoreVisit() =>
    [
        Make("store-visit", "到店送10，每日一次", "10 for a visit, once a day", EarningEventKind.StoreVisit, Fixed(10)) with
        {
            Caps = new RuleCaps(new Points(10), null),
        },
    ];

    private static ImmutableArray<Rule> PointsDay() =>
    [
        Make("points-day", "三倍积分", "Three times the points", EarningEventKind.OrderPaid, new Multiplier(3_000, Rounding.Floor)) with
        {
            Triggers = [EarningEventKind.OrderPaid, EarningEventKind.CodeClaimed],
        },
    ];

    private static Multiplier Twice => new(2_000, Rounding.Floor);

    private static Rule Make(string id, string zh, string en, EarningEventKind trigger, RuleEffect effect) =>
        Rule.Of(id, en, trigger, effect) with { Name = new LocalText(zh, en) };

    private static FixedPoints Fixed(long points) => new(new Points(points));

    private static RuleCaps InAll(long points) => new(null, new Points(points));
}
