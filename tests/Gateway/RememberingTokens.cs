using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Gateway;

public sealed class RememberingTokens(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    private readonly MovableClock _clock = new();

    [Fact]
    public async Task Does_not_outlive_the_token()
    {
        var signIns = SignIns(out var tokens);
        var token = tokens.Issue("admin-1", Roles.Admin, "13800007001").AsMemory();

        var signedIn = await signIns.ReadAsync(token, CancellationToken.None);
        Assert.Equal("admin-1", Acting.Subject(signedIn!.User));
        Assert.Same(signedIn, await signIns.ReadAsync(token, CancellationToken.None));

        _clock.Now = signedIn.ValidTo;
        Assert.Null(await signIns.ReadAsync(token, CancellationToken.None));
        Assert.Null(await SignIns(out _).ReadAsync(token, CancellationToken.None));
    }

    [Fact]
    public async Task Keeps_roles_apart()
    {
        var signIns = SignIns(out var tokens);
        foreach (var role in new[] { Roles.Admin, Roles.Clerk })
        {
            var signedIn = await signIns.ReadAsync(tokens.Issue("staff-1", role, "13800007002").AsMemory(), CancellationToken.None);

            Assert.True(signedIn!.User.IsInRole(role));
            Assert.Equal(role == Roles.Admin, signedIn.User.IsInRole(Roles.Admin));
        }
    }

    private SignIns SignIns(out Tokens tokens)
    {
        var options = cluster.GatewayServices.GetRequiredService<IOptions<AccessOptions>>();
        tokens = new Tokens(cluster.GatewayServices.GetRequiredService<SigningKeys>(), options, _clock);
        return new SignIns(
            tokens,
            cluster.GatewayServices.GetRequiredService<ApiKeys>(),
            cluster.GatewayServices.GetRequiredService<Membership>(),
            options,
            _clock);
    }

    private sealed class MovableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
