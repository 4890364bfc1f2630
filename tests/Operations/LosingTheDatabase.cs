using System.Net;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>PostgreSQL is shut down under the running application, and comes back some time later.</summary>
public sealed class LosingTheDatabase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Is_answered_with_503_until_it_is_back()
    {
        var data = LoyaltyProcess.NewData();
        try
        {
            await using var system = await LoyaltyProcess.StartAsync(data);
            using var admin = await LoyaltyClient.SignedInAsync(system.Endpoint, "13900000000", "ADMIN");
            await admin.ImportAsync(["BEFORE-1", "AFTER-1"], pointsPerCode: 5);
            using var member = await LoyaltyClient.SignedInAsync(system.Endpoint, "13800000001", "MEMBER");
            await AssertClaimedAsync(member, "BEFORE-1", balance: 5);

            await system.StopDatabaseAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await member.StatusOfAsync(LoyaltyClient.Claim, new { code = "AFTER-1" }));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthAsync(system, "ready"));
            Assert.Equal(HttpStatusCode.OK, await HealthAsync(system, "live"));

            await system.StartDatabaseAsync();
            await BecomeReadyAsync(system);
            await AssertClaimedAsync(member, "AFTER-1", balance: 10);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task AssertClaimedAsync(LoyaltyClient member, string code, long balance)
    {
        var payload = (await member.AskAsync(LoyaltyClient.Claim, new { code })).GetProperty("claimProductCode");
        Assert.Equal(balance, payload.GetProperty("claim").GetProperty("balance").GetInt64());
    }

    private static async Task<HttpStatusCode> HealthAsync(LoyaltyProcess system, string probe)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(system.Endpoint, $"/health/{probe}"));
        return response.StatusCode;
    }

    /// <summary>Asks as a load balancer does, again and again; there is no event to wait for from outside.</summary>
    private static async Task BecomeReadyAsync(LoyaltyProcess system)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await HealthAsync(system, "ready") != HttpStatusCode.OK)
        {
            await beat.WaitForNextTickAsync(patience.Token);
        }
    }
}
