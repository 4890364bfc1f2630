using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Earning;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Demo;

/// <summary>Rules that a merchant would begin with, and two campaigns that run.</summary>
internal static class DemoRules
{
    private const string Actor = "demo";

    internal static async Task PublishAsync(IGrainFactory grains)
    {
        var rules = grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key);
        if (await rules.SaveDraft(new([.. Own()], null, Actor)) is DraftSaved(var draft))
        {
            await rules.Publish(new(draft.Revision, null, Actor));
        }

        foreach (var template in (CampaignTemplate[])[CampaignTemplate.MemberDay, CampaignTemplate.ReferAFriend])
        {
            var id = CampaignId.From(Actor, new RequestId($"{template}"));
            await rules.MakeCampaign(new(id, null, template, Actor));
            await rules.MoveCampaign(new(id, CampaignMoveKind.Launch, Actor));
        }
    }

    private static IEnumerable<Rule> Own()
    {
        yield return Make("order", "每1元积1分", "1 point a yuan", EarningEventKind.OrderPaid, PerYuan(GoodsFilter.All));
        yield return Make(
            "high-margin", "高毛利商品再积1分", "1 more on high margin", EarningEventKind.OrderPaid, PerYuan(GoodsFilter.OfCategories("high-margin")));
        yield return Make("check-in", "每日签到5分", "5 a check-in", EarningEventKind.CheckIn, new FixedPoints(new Points(5)));
        foreach (var (tier, zh, en, thousandths) in ((string, string, string, int)[])
            [("silver", "银卡1.2倍", "Silver 1.2", 1_200), ("gold", "金卡1.5倍", "Gold 1.5", 1_500), ("diamond", "钻卡2倍", "Diamond 2", 2_000)])
        {
            yield return Make(tier, zh, en, EarningEventKind.OrderPaid, new Multiplier(thousandths, Rounding.Floor)) with
            {
                Conditions = RuleConditions.None with { Tiers = [tier] },
            };
        }
    }

    private static PointsPerAmount PerYuan(GoodsFilter goods) => new(new Points(1), new Money(100), Rounding.Floor, false, goods);

    private static Rule Make(string id, string zh, string en, EarningEventKind trigger, RuleEffect effect) =>
        Rule.Of(id, en, trigger, effect) with { Name = new LocalText(zh, en) };
}
