using OrleansLoyalty.Adjustments;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Profiles;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.Demo;

/// <summary>Terms, profiles and an open proposal to try.</summary>
internal static class DemoProgram
{
    private const string Actor = "demo";

    /// <summary>Points live for a year, and three months longer from a birthday month; tiers have benefits.</summary>
    internal static async Task SetTermsAsync(IGrainFactory grains)
    {
        var ladder = TierLadder.Default;
        await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).SetTerms(new SetTerms(Actor)
        {
            Expiry = new ExpiryPolicy(ExpiryKind.FixedMonths, 12, 3),
            AdjustmentLimit = new Points(10_000),
            Transfers = TransferTerms.Default with { Allowed = true, LowestTier = "silver" },
            Tiers = ladder with
            {
                Tiers =
                [
                    ladder.Tiers[0],
                    ladder.Tiers[1] with { Threshold = 100, Benefits = [new("multiplier", "1.2")] },
                    ladder.Tiers[2] with { Threshold = 1_000, Benefits = [new("multiplier", "1.5"), new("price", "95 %")] },
                    ladder.Tiers[3] with { Benefits = [new("multiplier", "2"), new("price", "90 %"), new("early-access", "7 days")] },
                ],
            },
        });
    }

    /// <summary>Tells who the first demo member is, and asks for an adjustment that needs a second admin.</summary>
    internal static async Task TellAsync(IGrainFactory grains, MemberId member)
    {
        var profile = grains.GetGrain<IMemberProfileGrain>(member.Value);
        await profile.Change(new ChangeProfile(null, new DateOnly(1990, 6, 30), member.Value, IsStaff: false));
        await profile.SetTags(new SetMemberTags(["vip"], Actor));
        var request = new RequestId("demo-goodwill");
        await grains.GetGrain<IAdjustmentGrain>(AdjustmentProposal.IdOf(member, request))
            .Adjust(member, new AdjustPoints(new Points(20_000), "周年礼遇 anniversary gift", Actor, request));
    }
}
