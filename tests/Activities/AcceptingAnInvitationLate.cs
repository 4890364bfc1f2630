using OrleansLoyalty.Tests.Orders;

namespace OrleansLoyalty.Tests.Activities;

public sealed class AcceptingAnInvitationLate(AShop shop) : IClassFixture<AShop>
{
    private const string Accept =
        """
        mutation($code: String!) { acceptInvitation(input: { inviteCode: $code }) {
          acceptedAt errors { __typename ... on InvitationTooLateError { until } } } }
        """;

    [Fact]
    public async Task Works_for_seven_days_and_is_refused_after_them()
    {
        using var inviter = await shop.Cluster.MemberAsync("13800061001");
        using var friend = await shop.Cluster.MemberAsync("13800061002");
        using var late = await shop.Cluster.MemberAsync("13800061003");
        var code = (await inviter.FieldAsync("{ inviteCode }")).GetValue<string>();
        var joined = (await late.FieldAsync("{ me { joinedAt } }"))["joinedAt"]!.GetValue<DateTimeOffset>();

        shop.Clock.Move(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(10));
        using var friendLater = await shop.Cluster.MemberAsync("13800061002");
        var accepted = await friendLater.FieldAsync(Accept, new { code });
        shop.Clock.Move(TimeSpan.FromMinutes(20));
        using var lateLater = await shop.Cluster.MemberAsync("13800061003");
        var refused = await lateLater.FieldAsync(Accept, new { code });

        Assert.NotNull(accepted["acceptedAt"]);
        var error = refused["errors"]![0]!;
        Assert.Equal("InvitationTooLateError", error["__typename"]!.GetValue<string>());
        Assert.Equal(joined.AddDays(7), error["until"]!.GetValue<DateTimeOffset>(), TimeSpan.FromSeconds(1));
        Assert.Equal(1L, await shop.Cluster.Database.ScalarAsync("select count(*) from referrals"));
    }
}
