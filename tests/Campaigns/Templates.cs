using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Tests.EarningRules;
using static OrleansLoyalty.Tests.EarningRules.ARule;

namespace OrleansLoyalty.Tests.Campaigns;

public sealed class Templates
{
    public static TheoryData<CampaignTemplate> All => [.. Enum.GetValues<CampaignTemplate>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Can_be_launched_as_they_are(CampaignTemplate template) => Assert.Empty(Made(template).Problems(["standard"]));

    [Fact]
    public void Refer_a_friend_for_100_and_50()
    {
        var book = BookOf(CampaignTemplate.ReferAFriend);

        Assert.Equal(100, book.Points(Happened(EarningEventKind.FriendRegistered)));
        Assert.Equal(50, book.Points(Happened(EarningEventKind.FriendOrdered)));
    }

    [Fact]
    public void Double_on_the_10th_of_each_month()
    {
        Assert.Equal(200, BookOf(CampaignTemplate.MemberDay).Points(Order(100_00), day: new DateOnly(2026, 12, 10)));
        Assert.Equal(100, BookOf(CampaignTemplate.MemberDay).Points(Order(100_00), day: new DateOnly(2026, 12, 11)));
    }

    [Fact]
    public void Double_at_weekends()
    {
        Assert.Equal(200, BookOf(CampaignTemplate.WeekendDouble).Points(Order(100_00), day: new DateOnly(2026, 11, 14)));
        Assert.Equal(100, BookOf(CampaignTemplate.WeekendDouble).Points(Order(100_00), day: new DateOnly(2026, 11, 13)));
    }

    [Fact]
    public void Give_for_full_amounts()
    {
        Assert.Equal(500 + 500, BookOf(CampaignTemplate.FullAmountSteps).Points(Order(500_00)));
        Assert.Equal(1_000 + 1_200, BookOf(CampaignTemplate.FullAmountSteps).Points(Order(1_000_00)));
    }

    [Fact]
    public void Welcome_newcomers_with_a_gift_and_one_for_the_first_order()
    {
        Assert.Equal(100, BookOf(CampaignTemplate.NewcomerGift).Points(Happened(EarningEventKind.Registration)));
        Assert.Equal(210, BookOf(CampaignTemplate.NewcomerGift).Points(Order(10_00), Somebody with { IsFirstOrder = true }));
        Assert.Equal(10, BookOf(CampaignTemplate.NewcomerGift).Points(Order(10_00)));
    }

    [Theory]
    [InlineData(11, 12, 300)]
    [InlineData(11, 13, 200)]
    [InlineData(12, 12, 100)]
    public void Keep_birthdays(int month, int day, long points) => Assert.Equal(
        points,
        BookOf(CampaignTemplate.Birthday).Points(Order(100_00), Somebody with { Birthday = new DateOnly(1990, month, day) }));

    [Fact]
    public void Keep_a_birthday_of_a_leap_day_on_the_28th()
    {
        var born = Somebody with { Birthday = new DateOnly(2000, 2, 29) };

        Assert.Equal(300, BookOf(CampaignTemplate.Birthday).Points(Order(100_00), born, new DateOnly(2027, 2, 28)));
        Assert.Equal(200, BookOf(CampaignTemplate.Birthday).Points(Order(100_00), born, new DateOnly(2028, 2, 28)));
    }

    [Theory]
    [InlineData(CampaignTemplate.ReviewReward, EarningEventKind.Review, null, 20)]
    [InlineData(CampaignTemplate.Survey, EarningEventKind.Task, "survey", 50)]
    [InlineData(CampaignTemplate.Survey, EarningEventKind.Task, "other", 0)]
    [InlineData(CampaignTemplate.StoreVisit, EarningEventKind.StoreVisit, null, 10)]
    public void Reward_what_members_do(CampaignTemplate template, EarningEventKind kind, string? subject, long points) =>
        Assert.Equal(points, BookOf(template).Points(Happened(kind, subject)));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 10)]
    [InlineData(4, 5)]
    [InlineData(7, 50)]
    public void Reward_a_streak(int streak, long points) => Assert.Equal(
        points,
        BookOf(CampaignTemplate.CheckInStreak).Points(Happened(EarningEventKind.CheckIn), Somebody with { CheckInStreak = streak }));

    [Fact]
    public void Triple_on_a_points_day() => Assert.Equal(300, BookOf(CampaignTemplate.PointsDay).Points(Order(100_00)));

    private static Campaign Made(CampaignTemplate template)
    {
        var made = new CampaignDesk([]).Make(new MakeCampaign("c-1", null, template, "admin-1"), DateTimeOffset.UnixEpoch);
        return Assert.IsType<CampaignAsAsked>(made).Campaign;
    }

    private static RuleBook BookOf(CampaignTemplate template) => new(CampaignRules.Compose(
        1, DateTimeOffset.UnixEpoch, [PerYuan()], [Made(template) with { Stage = CampaignStage.Launched }]));
}
